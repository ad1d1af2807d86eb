using Medzdrav.Contracts;

namespace Medzdrav.Client;

/// <summary>Carries the participant's call in a session over losses of the connection, until it hangs up or another device takes the call. The media are the app's.</summary>
public sealed class CallKeeper : IDisposable
{
    private readonly SessionId _session;
    private readonly HubCalls _hub;
    private readonly Notices _notices;
    private readonly Lock _gate = new();
    private Dictionary<ParticipantId, CarriedCall>? _calls;

    internal CallKeeper(SessionId session, HubCalls hub, Notices notices)
    {
        (_session, _hub, _notices) = (session, hub, notices);
        notices.CallReady += Begin;
        notices.CallLeft += Leave;
        notices.CallTaken += Lose;
        notices.Signal += Hear;
    }

    /// <summary>Connect with this side. A <c>callId</c> that the app is in already: say again what the other side may have missed.</summary>
    public event Action<CallReady>? Ready;

    /// <summary>A participant hung up; the session goes on.</summary>
    public event Action<ParticipantId>? Left;

    /// <summary>Another device of the same participant carries the call now.</summary>
    public event Action? Taken;

    /// <summary>A description or a candidate of the other side.</summary>
    public event Action<ParticipantId, SignalPayload>? Signalled;

    /// <summary>Whether this client carries the call.</summary>
    public bool IsCarried
    {
        get
        {
            lock (_gate)
                return _calls is not null;
        }
    }

    /// <summary>Carries the call from now on.</summary>
    /// <returns>Done, or refused: wrongPhase (a chat), notFound, closed.</returns>
    public async Task<Reply<Done>> TakeAsync(CancellationToken cancellation = default)
    {
        // Before the answer: the other side may be there already, and what is told then counts.
        lock (_gate)
            _calls ??= [];
        var reply = await _hub.TakeCallAsync(_session, cancellation).ConfigureAwait(false);
        if (reply.Refusal is not null)
            Forget();
        return reply;
    }

    /// <summary>Ends the media, not the session.</summary>
    /// <returns>Done, or refused: notFound.</returns>
    public Task<Reply<Done>> HangUpAsync(CancellationToken cancellation = default)
    {
        Forget();
        return _hub.HangUpAsync(_session, cancellation);
    }

    /// <summary>Tells the other side something in W3C shapes: <c>{callId, description}</c> or <c>{callId, candidate}</c>.</summary>
    public Task SignalAsync(ParticipantId to, SignalPayload payload, CancellationToken cancellation = default) => _hub.SignalAsync(_session, to, payload, cancellation);

    /// <inheritdoc />
    public void Dispose()
    {
        _notices.CallReady -= Begin;
        _notices.CallLeft -= Leave;
        _notices.CallTaken -= Lose;
        _notices.Signal -= Hear;
        Forget();
    }

    /// <summary>A new connection joins, and then carries what the one before did.</summary>
    internal void Return()
    {
        CarriedCall[]? calls;
        lock (_gate)
            calls = _calls?.Values.ToArray();
        if (calls is not null)
            _ = ResumeAsync(calls);
    }

    private async Task ResumeAsync(CarriedCall[] calls)
    {
        try
        {
            var reply = await _hub.ResumeCallAsync(_session, calls).ConfigureAwait(false);
            if (reply.Refusal is not null)
                Forget();
        }
        catch (FaultException)
        {
            // The app notices that no media flow, and takes the call again.
            Forget();
        }
    }

    private void Begin(SessionId session, CallReady ready)
    {
        if (session != _session)
            return;
        lock (_gate)
            if (_calls is not null)
                _calls[ready.With] = new CarriedCall(ready.With, ready.CallId);
        Ready?.Invoke(ready);
    }

    private void Leave(SessionId session, ParticipantId who)
    {
        if (session != _session)
            return;
        lock (_gate)
            _calls?.Remove(who);
        Left?.Invoke(who);
    }

    private void Lose(SessionId session)
    {
        if (session != _session)
            return;
        Forget();
        Taken?.Invoke();
    }

    private void Hear(SessionId session, ParticipantId from, SignalPayload payload)
    {
        if (session == _session)
            Signalled?.Invoke(from, payload);
    }

    private void Forget()
    {
        lock (_gate)
            _calls = null;
    }
}
