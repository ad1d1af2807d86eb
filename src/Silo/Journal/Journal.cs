using System.Data.Common;
using Dapper;
using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Silo;

/// <summary>The journal on either database.</summary>
internal sealed class Journal(Database database) : IJournal
{
    /// <summary>No commit is as short, so a page never has more rows than its bytes divided by this.</summary>
    private const int ShortestPayload = 50;

    // Lengths are summed up without the payloads: of a long session only what is wanted is read.
    private const string Select =
        """
        SELECT j.first_sequence, j.last_sequence, j.command, j.payload
        FROM journal j JOIN (
            SELECT first_sequence, sum(size) OVER (ORDER BY first_sequence) - size AS ahead FROM (
                SELECT first_sequence, length(payload) AS size FROM journal
                WHERE session = @session AND last_sequence >= @sequence
                  AND first_sequence >= (SELECT max(first_sequence) FROM journal WHERE session = @session AND first_sequence <= @sequence)
                ORDER BY first_sequence LIMIT @rows) sizes) page ON page.first_sequence = j.first_sequence
        WHERE j.session = @session AND page.ahead < @bytes ORDER BY j.first_sequence
        """;

    private const string SelectBack =
        """
        SELECT j.first_sequence, j.last_sequence, j.command, j.payload
        FROM journal j JOIN (
            SELECT first_sequence, sum(size) OVER (ORDER BY first_sequence DESC) - size AS ahead FROM (
                SELECT first_sequence, length(payload) AS size FROM journal
                WHERE session = @session AND first_sequence < @sequence
                ORDER BY first_sequence DESC LIMIT @rows) sizes) page ON page.first_sequence = j.first_sequence
        WHERE j.session = @session AND page.ahead < @bytes ORDER BY j.first_sequence
        """;

    // The session's own row stays behind while only messages are written.
    private const string Head = "SELECT j.last_sequence FROM journal j WHERE j.session = s.id ORDER BY j.first_sequence DESC LIMIT 1";

    public Task<AppendResult> AppendAsync(Commit commit, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(commit);
        if (commit.FirstSequence < 1 || commit.LastSequence < commit.FirstSequence || commit.Row.Session != commit.Session)
            throw new ArgumentException("The commit does not fit together.", nameof(commit));
        return database.AppendAsync(commit, cancellation);
    }

    public Task<IReadOnlyList<StoredCommit>> ReadAsync(SessionId session, long fromSequence = 1, int bytes = int.MaxValue, CancellationToken cancellation = default) =>
        ReadAsync(Select, session, fromSequence, bytes, cancellation);

    public Task<IReadOnlyList<StoredCommit>> ReadBackAsync(SessionId session, long beforeSequence, int bytes, CancellationToken cancellation = default) =>
        ReadAsync(SelectBack, session, beforeSequence, bytes, cancellation);

    public Task<IReadOnlyList<JournalHead>> HeadsAsync(IReadOnlyCollection<SessionId> sessions, CancellationToken cancellation = default) =>
        database.ReadAsync<IReadOnlyList<JournalHead>>(async connection =>
        {
            var heads = await connection.QueryAsync<(string Id, long Sequence)>(new CommandDefinition(
                $"SELECT s.id, ({Head}) FROM session s WHERE {database.In("s.id", "ids")}",
                new { ids = database.List(sessions.Select(session => session.Value)) },
                cancellationToken: cancellation));
            return heads.Select(head => new JournalHead(new SessionId(head.Id), head.Sequence)).ToList();
        }, cancellation);

    private Task<IReadOnlyList<StoredCommit>> ReadAsync(string select, SessionId session, long sequence, int bytes, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<StoredCommit>>(async connection =>
        {
            await using var reader = (DbDataReader)await connection.ExecuteReaderAsync(
                new CommandDefinition(select, new { session = session.Value, sequence, bytes, rows = bytes / ShortestPayload + 1 }, cancellationToken: cancellation));
            var commits = new List<StoredCommit>();
            while (await reader.ReadAsync(cancellation))
                commits.Add(new StoredCommit(
                    reader.GetInt64(0),
                    reader.GetInt64(1),
                    await reader.IsDBNullAsync(2, cancellation) ? null : new CommandId(reader.GetGuid(2)),
                    reader.GetFieldValue<byte[]>(3)));
            return commits;
        }, cancellation);
}
