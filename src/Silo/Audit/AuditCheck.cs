using System.Data.Common;
using System.Globalization;
using Dapper;
using Medzdrav.Grains;

namespace Medzdrav.Silo;

/// <summary>Walks over the chain of audit entries and names the ones that were changed, put in or taken out.</summary>
public sealed class AuditCheck
{
    private const int RowsAtOnce = 1_000;

    // In one statement, so that a server that seals meanwhile does not look like a forger.
    private const string Ends = "SELECT h.number, h.hash, (SELECT max(number) FROM audit_entry) AS last FROM audit_head h";

    private const string Unsealed =
        """
        SELECT count(*) AS waiting, sum(CASE WHEN at < @since OR at > @until THEN 1 ELSE 0 END) AS overdue,
               (SELECT id FROM audit_entry WHERE number IS NULL AND (at < @since OR at > @until) ORDER BY id LIMIT 1) AS earliest
        FROM audit_entry WHERE number IS NULL
        """;

    private static readonly string Page = $"{AuditRows.Select} WHERE number > @after AND number <= @last ORDER BY number LIMIT @RowsAtOnce";

    private readonly Database _database;
    private readonly TimeProvider _clock;

    internal AuditCheck(Database database, TimeProvider clock) => (_database, _clock) = (database, clock);

    /// <summary>Checks all of it, a page at a time; beside the running server or without it.</summary>
    /// <param name="kept">Where the chain ended earlier, as it was kept outside of the database; possibly none.</param>
    /// <param name="cancellation">Stops it between two pages.</param>
    public async Task<AuditFindings> RunAsync(IEnumerable<KeptHead> kept, CancellationToken cancellation = default)
    {
        var findings = await WalkAsync(kept, cancellation);
        await CountUnsealedAsync(findings, cancellation);
        return findings;
    }

    /// <summary>Checks what is sealed. Of a backup nobody knows whether its entries would have been sealed a second later.</summary>
    internal async Task<AuditFindings> WalkAsync(IEnumerable<KeptHead> kept, CancellationToken cancellation)
    {
        var findings = new AuditFindings();
        var walk = new AuditWalk(findings, kept);
        var ends = await _database.ReadAsync(connection => connection.QuerySingleOrDefaultAsync<EndsRow>(Ends), cancellation);
        if (ends is null)
            findings.Fault($"The end of the chain is missing (table audit_head): nothing can be sealed any more.");
        var last = ends?.Number ?? long.MaxValue;
        if (ends?.Last > last)
            findings.Fault($"Entries {last + 1} to {ends.Last} stand behind the end of the chain.");
        int read;
        do
            read = await PageAsync(walk, last, cancellation);
        while (read == RowsAtOnce);
        await FollowLinesAsync(walk, cancellation);
        walk.End(ends is null ? null : new AuditHead(ends.Number, ends.Hash));
        return findings;
    }

    private async Task<int> PageAsync(AuditWalk walk, long last, CancellationToken cancellation)
    {
        var rows = await _database.ReadAsync(connection => AuditRows.ReadAsync(connection, Page, new { after = walk.Place, last, RowsAtOnce }, cancellation), cancellation);
        var sound = rows.FindAll(walk.Pass);
        if (sound.Count > 0)
            walk.Findable(sound, await _database.ReadAsync(connection => LinesAsync(connection, sound, cancellation), cancellation));
        return rows.Count;
    }

    /// <summary>Under which persons, and at which times, the entries of a page are found.</summary>
    private Task<IReadOnlySet<PersonLine>> LinesAsync(DbConnection connection, IReadOnlyList<AuditRow> rows, CancellationToken cancellation)
    {
        var instants = rows.Select(row => DateTimeOffset.UnixEpoch.AddMicroseconds(long.Parse(row.Entry.Values[0]!, CultureInfo.InvariantCulture))).ToArray();
        var persons = _database.List(rows.SelectMany(AuditWalk.Whose).Distinct());
        return PersonLines.OfAsync(connection, _database.In("person", "persons"), new { persons, since = instants.Min(), until = instants.Max() }, cancellation);
    }

    /// <summary>Walks over all lines, a page at a time: one that was put in may name any person and time.</summary>
    private async Task FollowLinesAsync(AuditWalk walk, CancellationToken cancellation)
    {
        var lines = new PersonLines();
        while (await _database.ReadAsync(connection => lines.NextAsync(connection, cancellation), cancellation) is { Lines.Count: > 0 } page)
            walk.Lead(page.Lines, page.Entries);
    }

    private async Task CountUnsealedAsync(AuditFindings findings, CancellationToken cancellation)
    {
        var now = _clock.GetUtcNow();
        var found = await _database.ReadAsync(
            connection => connection.QuerySingleAsync<UnsealedRow>(Unsealed, new { since = now - HeadReports.Tolerable, until = now + HeadReports.Tolerable }), cancellation);
        findings.Waiting = found.Waiting - (found.Overdue ?? 0);
        if (found.Overdue > 0)
            findings.Fault($"{found.Overdue} entries have no seal for more than a minute, or are of the future; the first is row {found.Earliest}: nothing seals, a clock is off, or a seal was taken away.");
    }

    private sealed class EndsRow
    {
        public long Number { get; init; }
        public required byte[] Hash { get; init; }
        public long? Last { get; init; }
    }

    private sealed class UnsealedRow
    {
        public long Waiting { get; init; }
        public long? Overdue { get; init; }
        public long? Earliest { get; init; }
    }
}
