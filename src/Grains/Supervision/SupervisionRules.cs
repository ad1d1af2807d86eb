using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>Puts together what supervisors see: pure functions of what queues and rows say.</summary>
internal static class SupervisionRules
{
    /// <summary>The service as it stands.</summary>
    /// <param name="looks">The queues.</param>
    /// <param name="beside">Specialists who answer no queue.</param>
    /// <param name="open">The open sessions, and how many there are in all.</param>
    /// <param name="tasks">The open tasks.</param>
    /// <param name="names">The names of members.</param>
    /// <param name="options">The targets.</param>
    /// <param name="now">The instant.</param>
    public static SupervisionView View(
        IReadOnlyList<QueueLook> looks, IEnumerable<SpecialistLook> beside, (IReadOnlyList<OpenSession> Oldest, int Count) open, IReadOnlyList<SupervisedTask> tasks,
        IReadOnlyDictionary<StaffId, string> names, SupervisionOptions options, DateTimeOffset now)
    {
        var places = looks.SelectMany(look => look.Waiting.Select((waiting, index) => (waiting.SessionId, Place: index + 1, waiting.Presence))).DistinctBy(one => one.SessionId).ToDictionary(one => one.SessionId);
        var sessions = open.Oldest.Select(session => places.TryGetValue(session.Session, out var at)
            ? Session(session, at.Place, at.Presence == Presence.Away, names, options, now)
            : Session(session, null, isAway: false, names, options, now));
        return new SupervisionView(
            [.. looks.Select(look => Queue(look, options))],
            [.. looks.SelectMany(look => look.Specialists.Select(one => Specialist(one, look.Coverage.Queue))).Concat(beside.Select(one => Specialist(one, null)))
                .OrderBy(one => one.Queue is null).ThenBy(one => one.Queue).ThenBy(one => one.Name, StringComparer.Ordinal).ThenBy(one => one.StaffId.Value, StringComparer.Ordinal)],
            [.. sessions.OrderBy(session => session.Queue is null).ThenBy(session => session.Queue).ThenBy(session => session.Place ?? int.MaxValue).ThenBy(session => session.EndsAt ?? DateTimeOffset.MaxValue).ThenBy(session => session.Since).ThenBy(session => session.SessionId.Value, StringComparer.Ordinal)],
            open.Count, Revision: 0, now, [.. tasks]);
    }

    /// <summary>The doing of a specialist, since when and until when.</summary>
    public static (SpecialistState State, DateTimeOffset Since, DateTimeOffset? Until) Doing(SpecialistLook look)
    {
        var said = look.Availability;
        var switched = said.DutySince ?? said.IdleSince;
        return said switch
        {
            { Duty: Duty.Away, IsConnected: true, IsHere: false } => (SpecialistState.Unanswering, switched, null),
            { Duty: Duty.Away } => (SpecialistState.Away, switched, null),
            { IsConnected: false } => (SpecialistState.Lost, switched, null),
            { IsOnPhone: true } => (SpecialistState.OnPhone, look.BusySince ?? said.IdleSince, null),
            _ when look.BusySince is { } since => (SpecialistState.Busy, since, null),
            { IsWrappingUp: true } => (SpecialistState.WrappingUp, switched, said.WrapUpUntil),
            _ when look.IsAsked => (SpecialistState.Ringing, Later(said.IdleSince, switched), null),
            { KeptFreeFor: { } booked } => (SpecialistState.KeptFree, Later(said.IdleSince, switched), booked),
            _ => (SpecialistState.Free, Later(said.IdleSince, switched), null),
        };
    }

    private static SupervisedQueue Queue(QueueLook look, SupervisionOptions options)
    {
        var coverage = look.Coverage;
        return new SupervisedQueue(
            coverage.Queue, coverage.Waiting, look.LongestSince, look.Late, (int)options.TargetOf(coverage.Queue).TotalSeconds, coverage.OnDuty, coverage.WrappingUp,
            coverage.EstimatedWaitSeconds is { } seconds ? (seconds + 59) / 60 * 60 : null);
    }

    private static SupervisedSpecialist Specialist(SpecialistLook look, QueueKind? queue)
    {
        var (said, (state, since, until)) = (look.Availability, Doing(look));
        return new SupervisedSpecialist(said.Staff, said.Name, said.Desk, queue, state, since, until, look.BusySince is null ? 0 : said.Units - said.FreeUnits, said.Units);
    }

    /// <summary>The specialist with whom a session is, or for whom alone it waits; null for none.</summary>
    public static StaffId? StaffOf(OpenSession session) => session.Staff ?? session.Wait?.For.Staff;

    /// <summary>An open session, as supervisors see it.</summary>
    /// <param name="session">The session.</param>
    /// <param name="place">Its place in its queue, or null.</param>
    /// <param name="isAway">Whether it waits and its patient has no connection.</param>
    /// <param name="names">The names of members.</param>
    /// <param name="options">The targets.</param>
    /// <param name="now">The instant.</param>
    public static SupervisedSession Session(OpenSession session, int? place, bool isAway, IReadOnlyDictionary<StaffId, string> names, SupervisionOptions options, DateTimeOffset now)
    {
        var (wait, staff) = (session.Wait, StaffOf(session));
        return new SupervisedSession(
            session.Session, session.Mode, session.Phase, session.OpenedAt, wait?.Since ?? session.LegStartedAt ?? session.OpenedAt, session.LegEndsAt, wait?.For.Queue, place,
            IsLate: wait is { For.Queue: { } queue } && now - wait.Since > options.TargetOf(queue), isAway, IsRaised: wait?.Priority >= Wait.RaisedPriority,
            staff, staff is { } member ? names.GetValueOrDefault(member) : null, session.Insurer);
    }

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}
