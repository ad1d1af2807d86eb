using System.Diagnostics;
using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Silo;

/// <summary>The journal's part of a trace: storing one session's events, waiting for others' included. Ids and numbers only.</summary>
internal sealed class TracedJournal(Journal journal) : IJournal
{
    /// <summary>The source's name, for exporters.</summary>
    public const string Name = "Medzdrav.Journal";

    private static readonly ActivitySource Source = new(Name);

    public Task<AppendResult> AppendAsync(Commit commit, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(commit);
        return Source.HasListeners() ? TraceAsync(commit, cancellation) : journal.AppendAsync(commit, cancellation);
    }

    public Task<IReadOnlyList<StoredCommit>> ReadAsync(SessionId session, long fromSequence = 1, int bytes = int.MaxValue, CancellationToken cancellation = default) =>
        journal.ReadAsync(session, fromSequence, bytes, cancellation);

    public Task<IReadOnlyList<StoredCommit>> ReadBackAsync(SessionId session, long beforeSequence, int bytes, CancellationToken cancellation = default) =>
        journal.ReadBackAsync(session, beforeSequence, bytes, cancellation);

    public Task<IReadOnlyList<JournalHead>> HeadsAsync(IReadOnlyCollection<SessionId> sessions, CancellationToken cancellation = default) =>
        journal.HeadsAsync(sessions, cancellation);

    private async Task<AppendResult> TraceAsync(Commit commit, CancellationToken cancellation)
    {
        using var span = Source.StartActivity("journal append")
            ?.SetTag("medzdrav.session", commit.Session.Value)
            .SetTag("medzdrav.events", commit.LastSequence - commit.FirstSequence + 1);
        return await journal.AppendAsync(commit, cancellation);
    }
}
