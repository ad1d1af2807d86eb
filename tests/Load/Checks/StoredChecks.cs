using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Tests.Load;

/// <summary>The database's record of a session at the end, against what its patient saw.</summary>
internal static class StoredChecks
{
    /// <summary>Checks one session.</summary>
    /// <param name="session">Which.</param>
    /// <param name="seen">The session as its patient saw it, in short.</param>
    /// <param name="events">The stored events.</param>
    /// <param name="isWaiting">Whether it waits by its row.</param>
    public static IEnumerable<Violation> Of(SessionId session, Digest seen, IReadOnlyList<SessionEvent> events, bool isWaiting)
    {
        if (Digest.Of(events.Take(seen.Count).Select(Short)) != seen)
            yield return new Violation(Checks.Journal, $"session {session}: its first {seen.Count} stored events are not those that the patient saw");
        var state = events.Aggregate(SessionState.New(session), (folded, happened) => folded.Apply(happened));
        var isClosed = state is { Phase: SessionPhase.Closed, CloseReason: not null };
        // The patient goes after the closing: what is written afterwards, as a signature is, they need not see.
        if (events.Skip(seen.Count).Any(happened => happened.Fact is SessionClosed or LegStarted or Message))
            yield return new Violation(Checks.Journal, $"session {session}: {events.Count} events are stored, the patient saw {seen.Count}");
        if (!isClosed && state.Waiting is null)
            yield return new Violation(SessionChecks.Ending, $"session {session}: stands in {state.Phase} with {state.Leg?.Staff.StaffId.Value ?? "nobody"}");
        if (isWaiting != state.Waiting is not null)
            yield return new Violation(SessionChecks.Ending, $"session {session}: {(isWaiting ? "waits by its row, and not by its journal" : "waits by its journal, and not by its row")}");
    }

    /// <summary>As a client would have seen it.</summary>
    private static (long Sequence, string Kind, string? Text) Short(SessionEvent happened)
    {
        var view = EventViews.ForPatient(happened);
        return (view.Sequence, view.Kind, view.Text());
    }
}
