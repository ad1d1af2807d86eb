using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>The append-only journal of sessions: the one place where a session's truth lies. See ADR 0001.</summary>
internal interface IJournal
{
    /// <summary>Stores a whole commit with its claims, its session row and its record writes in one transaction, or nothing of it.</summary>
    /// <returns>The outcome. Waits while the writer's channel is full.</returns>
    /// <exception cref="StorageUnavailableException">Unknown outcome, within 3 s: reload before deciding again.</exception>
    Task<AppendResult> AppendAsync(Commit commit, CancellationToken cancellation = default);

    /// <summary>The commits of a session from the one that holds <paramref name="fromSequence"/> on, in order: all, or as many as fill <paramref name="bytes"/> of payload; empty for an unknown session.</summary>
    /// <exception cref="StorageUnavailableException">The database does not answer.</exception>
    Task<IReadOnlyList<StoredCommit>> ReadAsync(SessionId session, long fromSequence = 1, int bytes = int.MaxValue, CancellationToken cancellation = default);

    /// <summary>The commits of a session that begin before <paramref name="beforeSequence"/>, in order: as many of the last ones as fill <paramref name="bytes"/> of payload.</summary>
    /// <exception cref="StorageUnavailableException">The database does not answer.</exception>
    Task<IReadOnlyList<StoredCommit>> ReadBackAsync(SessionId session, long beforeSequence, int bytes, CancellationToken cancellation = default);

    /// <summary>The last stored sequence of each known session.</summary>
    Task<IReadOnlyList<JournalHead>> HeadsAsync(IReadOnlyCollection<SessionId> sessions, CancellationToken cancellation = default);
}

/// <summary>Events that are stored together.</summary>
/// <param name="Session">The session that claims.</param>
/// <param name="FirstSequence">The sequence of the first event: one after the last that the writer knows.</param>
/// <param name="LastSequence">The sequence of the last event.</param>
/// <param name="Command">The command they answer; unique per session. Null for the platform's own doing.</param>
/// <param name="At">When they were decided.</param>
/// <param name="Payload">All events, as <c>JournalCodec</c> writes them.</param>
/// <param name="Row">The session's row after them.</param>
/// <param name="Take">Claims that must be free.</param>
/// <param name="Release">Claims of this session that end.</param>
/// <param name="Records">Record changes that belong to the same decision; rare.</param>
internal sealed record Commit(
    SessionId Session,
    long FirstSequence,
    long LastSequence,
    CommandId? Command,
    DateTimeOffset At,
    ReadOnlyMemory<byte> Payload,
    SessionRow Row,
    IReadOnlyList<Claim> Take,
    IReadOnlyList<Claim> Release,
    IReadOnlyList<RecordChange> Records)
{
    /// <summary>True when the stored row may stay as the last commit left it, as after most messages: <see cref="Row"/> is the same, or wakes later. Then only the events are written.</summary>
    public bool KeepsRow { get; init; }
}

/// <summary>A commit as read back.</summary>
/// <param name="FirstSequence">Its first event.</param>
/// <param name="LastSequence">Its last event.</param>
/// <param name="Command">The command it answered, or null.</param>
/// <param name="Payload">Its events, encoded.</param>
internal sealed record StoredCommit(long FirstSequence, long LastSequence, CommandId? Command, ReadOnlyMemory<byte> Payload);

/// <summary>The outcome of an append.</summary>
/// <param name="Outcome">Stored or why not.</param>
/// <param name="Violated">The claim that was held by another session; only with <see cref="AppendOutcome.ClaimHeld"/>, and null where the database does not say which.</param>
internal readonly record struct AppendResult(AppendOutcome Outcome, Claim? Violated = null)
{
    /// <summary>Stored.</summary>
    public static readonly AppendResult Stored = new(AppendOutcome.Stored);

    /// <summary>Another commit stands at that sequence, or the command was stored already.</summary>
    public static readonly AppendResult Conflict = new(AppendOutcome.Conflict);

    /// <summary>A record stands otherwise than the decision assumed.</summary>
    public static readonly AppendResult RecordsDiffer = new(AppendOutcome.RecordsDiffer);
}

/// <summary>Outcomes of an append.</summary>
internal enum AppendOutcome
{
    /// <summary>Durable.</summary>
    Stored,

    /// <summary>Another writer was faster, or this command is stored already: nothing was written; reload.</summary>
    Conflict,

    /// <summary>A claim is held by another session: nothing was written.</summary>
    ClaimHeld,

    /// <summary>A record stands otherwise than the decision assumed, such as a conclusion that was saved meanwhile: nothing was written; read it and decide again.</summary>
    RecordsDiffer,
}
