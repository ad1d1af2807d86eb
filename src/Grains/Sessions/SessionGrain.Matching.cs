using Medzdrav.Contracts;

namespace Medzdrav.Grains;

internal partial class SessionGrain
{
    /// <inheritdoc />
    public Task<Reply<SessionView>> Admit(CommandId command, long ticket, StaffSnapshot staff, int[] slots) =>
        Decide(Asked.Admit(ticket), command, Caller.Of(staff.StaffId), state => SessionRules.Admit(state, ticket, staff, slots, Now, _limits));

    /// <inheritdoc />
    public async Task<Reply<SessionView>> AnswerTo(CommandId command, StaffId staff, long? ticket) =>
        !_journal.TryGetAnswer(command, out var answer) || answer.By != ParticipantId.Of(staff) ? Refusal.OfferGone
        : await _journal.RefuseRepeatAsync(Asked.Admit(ticket), Caller.Of(staff), answer) is { } refusal ? refusal
        : ViewFor(Caller.Of(staff), await _journal.StateAtAsync(answer));

    /// <inheritdoc />
    public Task IsAnybodyThere(long ticket)
    {
        if (SessionRules.IsKnownIn(State, ticket, PresenceIn(State)))
            TellQueue();
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task Dismiss(StaffId staff) => Happen(state => SessionRules.Dismiss(state, staff, Now));

    /// <inheritdoc />
    public Task Offered(long ticket, StaffId staff) => Happen(state => SessionRules.Offered(state, ticket, staff));

    /// <inheritdoc />
    public Task Uncovered(long ticket) => Happen(state => SessionRules.Uncovered(state, ticket, Now));

    private void TellQueue()
    {
        if (SessionViews.WaitingOf(State, PresenceIn(State)) is { Wait.For.Queue: { } queue } waiting)
            GrainFactory.QueueOf(queue).Enqueue(waiting).Ignore();
    }
}
