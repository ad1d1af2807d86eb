using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>The grain that owns a session's journal, as the journal needs it.</summary>
internal interface IJournalOwner
{
    /// <summary>When something is due next in this state.</summary>
    DateTimeOffset NextDeadline(SessionState state, DateTimeOffset now);

    /// <summary>Whether the patient is there in this state.</summary>
    Presence PresenceIn(SessionState state);

    /// <summary>The state was read anew.</summary>
    void Loaded();

    /// <summary>These events are stored, and may be shown from now on.</summary>
    void Stored(SessionState before, SessionEvent[] events);

    /// <summary>The activation ends after the running call: its beliefs may be stale.</summary>
    void Drop();
}
