using Medzdrav.Contracts;

namespace Medzdrav.Grains;

internal partial class SessionGrain
{
    /// <inheritdoc />
    public async Task<Reply<SessionView>> CallMeBack(CommandId command, Caller caller, CallBackBy by, string? origin)
    {
        await Recognize(caller);
        return await Decide(Asked.CallBack(by), command, caller, state => SessionRules.CallMeBack(state, caller, by, origin));
    }

    /// <inheritdoc />
    public async Task<Reply<Done>> PutAside(Caller caller, ConnectionRef connection, bool isAside)
    {
        if (SessionRules.Participant(State, caller) != ParticipantId.Patient)
            return Refusal.NotFound;
        if (_connections.Of(connection) != ParticipantId.Patient)
            return Refusal.Invalid;
        await Look(connection, isAside);
        return new Done(Now);
    }

    /// <inheritdoc />
    public async Task Near(long ticket, int place)
    {
        if (State.Ticket != ticket || State.CallBack is null || _connections.IsPatientLooking)
            return;
        var message = await Messages(place);
        await Happen(state => SessionRules.Near(state, ticket, place, message));
    }

    /// <summary>A page of the patient says whether it is in front.</summary>
    private async Task Look(ConnectionRef connection, bool isAside)
    {
        var before = PresenceIn(State);
        _connections.PutAside(connection, isAside);
        if (isAside || !await Happen(state => SessionRules.Return(state, Now)))
            TellPresence(before);
    }

    /// <summary>The patient who looks at no page while a specialist answers; null where they do. Whoever carries the call in the background hears the specialist.</summary>
    private async Task<AwayFromPage?> AwayFromPage()
    {
        if (State.Waiting is null || _connections.IsPatientLooking || (State.CallBack is null && !_connections.IsPatientJoined))
            return null;
        var isCarried = SessionRules.IsCall(State.Mode) && _carriers?.Of(ParticipantId.Patient) is not null;
        return new AwayFromPage(!isCarried, await Messages(place: 1));
    }

    /// <summary>The messages that call the patient back, in the name of the session's insurer.</summary>
    private async Task<Func<CallBackPlace, RecordChange?>> Messages(int place)
    {
        if (State is not { CallBack: { } by, Owner.Account: { } account })
            return _ => null;
        var phone = by == CallBackBy.Sms ? (await stores.Medcards.Family(Reader.Platform, Purpose.Decision, account)).Phone : null;
        var letters = new CallBackLetters(account, phone, await stores.Insurers.OfAsync(State.Insurer?.InsurerId));
        return reason => letters.Write(State, reason, place, Now, _limits);
    }
}
