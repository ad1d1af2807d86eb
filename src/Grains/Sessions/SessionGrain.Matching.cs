using Medzdrav.Contracts;

namespace Medzdrav.Grains;

internal partial class SessionGrain
{
    /// <inheritdoc />
    public async Task<Reply<SessionView>> Admit(CommandId command, long ticket, StaffSnapshot staff, int[] slots)
    {
        var away = await AwayFromPage();
        return await Decide(Asked.Admit(ticket), command, Caller.Of(staff.StaffId), state => SessionRules.Admit(state, ticket, staff, slots, Now, _limits, away));
    }

    /// <inheritdoc />
    public async Task<Reply<SessionView>> AnswerTo(CommandId command, StaffId staff, long? ticket) =>
        !_journal.TryGetAnswer(command, out var answer) || answer.By != ParticipantId.Of(staff) ? Refusal.OfferGone
        : await _journal.RefuseRepeatAsync(Asked.Admit(ticket), Caller.Of(staff), answer) is { } refusal ? refusal
        : ViewFor(Caller.Of(staff), await _journal.StateAtAsync(answer));

    /// <inheritdoc />
    public Task IsAnybodyThere(long ticket)
    {
        if (SessionRules.IsKnownIn(State, ticket, PresenceIn(State)))
            TellAwaited();
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task Dismiss(StaffId staff) => Happen(state => SessionRules.Dismiss(state, staff, Now));

    /// <inheritdoc />
    public Task Offered(long ticket, StaffId staff, int? estimatedSeconds) => Happen(state => SessionRules.Offered(state, ticket, staff, estimatedSeconds));

    /// <inheritdoc />
    public Task Uncovered(long ticket) => Happen(state => SessionRules.Uncovered(state, ticket, Now));

    /// <summary>Tells the queue that the session waits in, or the one specialist for whom it waits.</summary>
    private void TellAwaited()
    {
        if (SessionViews.WaitingOf(State, PresenceIn(State)) is not { } waiting)
            return;
        if (waiting.Wait.For.Queue is { } queue)
            stores.Queues.Of(GrainFactory, queue, Id).Enqueue(waiting).Ignore();
        else if (waiting.Wait.For.Staff is { } staff)
            GrainFactory.SpecialistAt(Desk.Doctor, staff).Await(waiting).Ignore();
    }
}
