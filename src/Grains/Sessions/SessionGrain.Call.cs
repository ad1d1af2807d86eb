using Medzdrav.Contracts;

namespace Medzdrav.Grains;

internal partial class SessionGrain
{
    private CallCarriers Carriers => _carriers ??= new CallCarriers();

    /// <inheritdoc />
    public Task<Reply<Done>> Take(Caller caller, ConnectionRef connection) =>
        Task.FromResult(Carry(caller, connection, participant => Carriers.Take(participant, connection)));

    /// <inheritdoc />
    public Task<Reply<Done>> Resume(Caller caller, ConnectionRef connection, CarriedCall[] calls) => Task.FromResult(Carry(caller, connection, participant =>
    {
        var kept = Carriers.Resume(participant, connection, SessionRules.Known(State, calls));
        Carriers.Forget(participant, kept);
        // Signals of either side meanwhile are lost: both are told, and say it again where it matters.
        foreach (var (with, callId) in kept)
            Introduce(participant, with, callId);
    }, calls));

    /// <inheritdoc />
    public Task<Reply<Done>> HangUp(Caller caller, ConnectionRef connection)
    {
        if (SessionRules.Participant(State, caller) is not { } participant)
            return Task.FromResult<Reply<Done>>(Refusal.NotFound);
        if (_carriers?.Of(participant) == connection)
        {
            DropCall(participant);
            Free(participant, connection);
        }
        return Task.FromResult<Reply<Done>>(new Done(Now));
    }

    /// <inheritdoc />
    public Task<Reply<CallPlace>> Place(Caller caller) => Task.FromResult<Reply<CallPlace>>(
        SessionRules.Participant(State, caller) is { } participant ? new CallPlace(_carriers?.Of(participant) is not null, Now) : Refusal.NotFound);

    /// <inheritdoc />
    public Task Signal(Caller caller, ConnectionRef from, ParticipantId to, SignalPayload payload)
    {
        // A participant who left, one who never took the call, and another tab of somebody in it signal into nothing.
        if (SessionRules.RefuseCall(State, caller, out var sender) is null && sender != to
            && _carriers?.Of(sender) == from && _carriers?.Of(to) is { } carrier)
            Tell(carrier, push => push with { Signal = new SignalNotice(sender, payload) });
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task<Reply<Done>> Record(CommandId command, Caller caller, CallReport report) =>
        Acknowledge(Asked.Report(report), command, caller, state => SessionRules.RecordCall(state, caller, report, _limits));

    private void DropCall(ParticipantId participant)
    {
        if (_carriers is null)
            return;
        _carriers.Drop(participant);
        foreach (var other in SessionRules.Present(State))
            if (other != participant && _carriers.Of(other) is { } carrier)
                Tell(carrier, push => push with { Left = participant });
    }

    private Reply<Done> Carry(Caller caller, ConnectionRef connection, Action<ParticipantId> take, CarriedCall[]? calls = null)
    {
        if (SessionRules.RefuseCall(State, caller, out var participant) is { } refusal)
            return refusal;
        if (_connections.Of(connection) != participant)
            return Refusal.Invalid;
        if (Carriers.WentElsewhere(participant, connection, calls ?? []))
        {
            Tell(connection, push => push with { Taken = true });
            return new Done(Now);
        }
        take(participant);
        foreach (var (gateway, others) in _connections.Own(participant, connection))
            gateway.ToCall(new CallPush(Id, others, Taken: true)).Ignore();
        Connect(participant);
        return new Done(Now);
    }

    /// <summary>Whoever is carried on both sides, and not in a call with each other yet, is told to connect.</summary>
    private void Connect(ParticipantId participant)
    {
        foreach (var other in SessionRules.Present(State))
            if (other != participant && Carriers.Begin(participant, other) is { } callId)
                Introduce(participant, other, callId);
    }

    private void Introduce(ParticipantId participant, ParticipantId other, string callId)
    {
        foreach (var (one, with) in new[] { (participant, other), (other, participant) })
            if (_carriers?.Of(one) is { } carrier)
                Tell(carrier, push => push with { Ready = new CallReady(callId, with, SessionRules.GivesWay(one, with), State.Mode) });
    }

    /// <summary>A gateway tells which calls a connection carried before this activation. Who has taken the call since keeps it.</summary>
    private void Restore(Caller caller, ParticipantId participant, ConnectionRef connection, CarriedCall[] calls)
    {
        if (SessionRules.RefuseCall(State, caller, out _) is not null || _carriers?.Of(participant) is not null)
            return;
        // Signals from before this call was told of are lost, as after a resumed connection.
        foreach (var (with, callId) in Carriers.Resume(participant, connection, SessionRules.Known(State, calls)))
            Introduce(participant, with, callId);
        Connect(participant);
    }

    /// <summary>The page that carried the participant's call does so no more: the person's other pages may.</summary>
    private void Free(ParticipantId participant, ConnectionRef but = default)
    {
        foreach (var (gateway, others) in _connections.Own(participant, but))
            gateway.ToCall(new CallPush(Id, others, Free: true)).Ignore();
    }

    private void Tell(ConnectionRef connection, Func<CallPush, CallPush> notice)
    {
        if (_connections.GatewayOf(connection) is { } gateway)
            gateway.ToCall(notice(new CallPush(Id, [connection.Connection]))).Ignore();
    }
}
