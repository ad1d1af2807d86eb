using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>Session rows, for those who look for sessions by other things than their id.</summary>
internal interface ISessionRows
{
    /// <summary>All sessions waiting in a queue, or in one shard of it, unordered.</summary>
    Task<IReadOnlyList<WaitingSession>> WaitingAsync(QueueKind queue, QueueShard? shard = null);

    /// <summary>The rows of some sessions that wait in a queue, unordered.</summary>
    Task<IReadOnlyList<WaitingSession>> WaitingAsync(QueueKind queue, IReadOnlyCollection<SessionId> sessions);

    /// <summary>Which sessions wait in a queue, or in one shard of it, and nothing else of them: for those who know the rest.</summary>
    Task<IReadOnlyList<WaitingTicket>> TicketsAsync(QueueKind queue, QueueShard? shard = null);

    /// <summary>All sessions that wait for one specialist and nobody else, unordered.</summary>
    Task<IReadOnlyList<WaitingSession>> AwaitingAsync(StaffId staff);

    /// <summary>The open session of a person; null without.</summary>
    Task<SessionId?> OpenOfPatientAsync(PatientId patient);

    /// <summary>Open sessions that the account opened, and those of the given persons.</summary>
    Task<IReadOnlyList<OpenSessionView>> OpenOfOwnerAsync(Caller owner, IReadOnlyCollection<PatientId> patients);

    /// <summary>Sessions whose running leg is with this specialist.</summary>
    Task<IReadOnlyList<DeskSessionRow>> OfStaffAsync(StaffId staff);

    /// <summary>Open sessions in which this specialist stayed beside another, or waits for that other.</summary>
    Task<IReadOnlyList<SessionId>> AccompaniedByAsync(StaffId staff);

    /// <summary>Sessions of the given persons, newest first.</summary>
    Task<IReadOnlyList<CalendarEntry>> CalendarAsync(IReadOnlyCollection<PatientId> patients, int limit = 500);

    /// <summary>This doctor's consultations that are over and whose conclusion is not signed, oldest first: an entry for each, with that consultation alone.</summary>
    Task<IReadOnlyList<CalendarEntry>> AwaitingSignatureAsync(StaffId doctor);
}

/// <summary>A wait, in short: what may change while it lasts.</summary>
/// <param name="SessionId">Which session.</param>
/// <param name="Ticket">The sequence at which the waiting began.</param>
/// <param name="Mode">How the patient wants to talk.</param>
/// <param name="Presence">Whether the patient is there, as the last commit that wrote the row knew.</param>
/// <param name="Priority">The priority of the wait.</param>
internal readonly record struct WaitingTicket(SessionId SessionId, long Ticket, SessionMode Mode, Presence Presence, int Priority)
{
    /// <summary>Whether the row says what the queue does not know. An awaited patient is no news, as joining leaves the row; nor is one who is there where the queue awaits them, as the session says so itself when asked.</summary>
    public bool IsNewsBeside(WaitingSession known) =>
        known.Ticket < Ticket
        || (known.Ticket == Ticket && (known.Mode != Mode || known.Wait.Priority != Priority || (Presence, known.Presence) is (Presence.Away, not Presence.Away) or (Presence.Here, Presence.Away)));
}

/// <summary>A session on a specialist's desk, with the capacity it takes.</summary>
/// <param name="Session">For the page.</param>
/// <param name="Slots">The units claimed by it.</param>
internal sealed record DeskSessionRow(DeskSession Session, IReadOnlyList<int> Slots);
