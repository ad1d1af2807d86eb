using Medzdrav.Contracts;

namespace Medzdrav.Grains;

internal partial class SessionGrain
{
    /// <inheritdoc />
    void IJournalOwner.Loaded()
    {
        if (State.IsOpen)
            _connections.Follow(State, Now);
    }

    /// <inheritdoc />
    void IJournalOwner.Drop() => DeactivateOnIdle();

    /// <inheritdoc />
    void IJournalOwner.Stored(SessionState before, SessionEvent[] events)
    {
        Publish(events);
        // A message moves nobody, and brings no deadline nearer.
        if (events is [{ Fact: Message }])
            return;
        var after = State;
        if (SessionMoves.OfPeople(before, after))
        {
            _connections.Follow(after, Now);
            _carriers?.Keep(SessionRules.Present(after));
        }
        if (SessionMoves.OutOfCall(before, after))
            _carriers?.Keep([]);
        if (SessionMoves.OfLogin(before, after))
            PartFrom(ParticipantId.Patient);
        Announce(before, after);
        Arm();
    }

    /// <summary>Each gateway gets a single one-way call; the edge is never waited for.</summary>
    private void Publish(SessionEvent[] events)
    {
        foreach (var audience in _connections.Audiences)
            audience.Gateway.Deliver(Push(events, audience.Staff, audience.Patient)).Ignore();
    }

    private SessionPush Push(SessionEvent[] events, string[] staff, string[] patient)
    {
        var full = Array.ConvertAll(events, EventViews.ForStaff);
        var filtered = Array.Exists(events, happened => EventViews.IsFiltered(happened.Fact)) ? Array.ConvertAll(events, EventViews.ForPatient) : full;
        return new SessionPush(Id, full, filtered, staff, patient);
    }

    /// <summary>Whoever was there as this participant is out: they were told, and get nothing more.</summary>
    private void PartFrom(ParticipantId participant)
    {
        DropCall(participant);
        _connections.Part(participant, Now);
    }

    /// <summary>Tells queues and specialists what moved: hints, repaired by the rows.</summary>
    private void Announce(SessionState before, SessionState after)
    {
        if (SessionMoves.OutOfQueue(before, after) is { } left)
            stores.Queues.Of(GrainFactory, left, Id).Remove(Id, before.Ticket, isAdmitted: after.Leg is not null).Ignore();
        if (SessionMoves.OutOfAwait(before, after) is { } awaited)
            GrainFactory.SpecialistAt(Desk.Doctor, awaited).AwaitNoMore(Id, before.Ticket).Ignore();
        if (SessionMoves.OfWaiting(before, after))
            TellAwaited();
        foreach (var (staff, legEnded, conclusionSigned, mode) in SessionMoves.OfSpecialists(before, after))
            Specialist(staff).SessionMoved(Id, legEnded, conclusionSigned, mode).Ignore();
        if (SessionMoves.ToConsultant(before, after))
            FinishCallbacks();
    }

    /// <summary>Nobody need ring those who are with a consultant. Beside the way of an answer, which it would only hold up; an activation after a crash does it again.</summary>
    private void FinishCallbacks() => stores.Tasks.AnswerAsync(Id, State.Owner.Account, State.Phone?.Number, Now).Ignore();

    private ISpecialist Specialist(StaffSnapshot staff) => GrainFactory.SpecialistAt(Posts.DeskOf(staff.Queue), staff.StaffId);
}
