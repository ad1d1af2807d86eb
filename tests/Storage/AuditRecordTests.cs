using Dapper;
using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Tests.Storage;

public abstract class AuditRecordTests(ClassStorage storage)
{
    private readonly IAuditRecords audit = storage.Get<IAuditRecords>();
    private readonly StaffId who = new(Sample.Id());

    [Fact]
    public async Task An_entry_stands_as_it_was_made_numbered_by_the_database_and_unsealed()
    {
        var (session, child) = (Sample.Session(), new PatientId("p-2"));
        await audit.AddAsync(new([Entry() with { Session = session, Whose = [new PatientId("p-1"), child] }, Entry() with { What = AuditSubject.History, Whose = [child] }]));
        await audit.AddAsync(new([Entry() with { Deed = AuditDeed.Changed, What = AuditSubject.Conclusion, Whose = [] }]));

        var rows = await RowsAsync();
        Assert.Equal(
            [
                ("consultant", "read", "card", "[\"p-1\",\"p-2\"]", session.Value, "treatment"),
                ("consultant", "read", "history", "[\"p-2\"]", null, "treatment"),
                ("consultant", "changed", "conclusion", "[]", null, "treatment"),
            ],
            rows.Select(row => (row.Post, row.Deed, row.What, row.Whose, row.Session, row.Purpose)));
        Assert.Equal(rows.Select(row => row.Id).Order(), rows.Select(row => row.Id).Distinct());
        Assert.All(rows, row => Assert.Null(row.Number));
        Assert.All(rows, row => Assert.Equal(Sample.Now, row.At));
    }

    [Fact]
    public async Task Many_readers_at_once_lose_no_entry()
    {
        await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => audit.AddAsync(new([Entry()]))));

        Assert.Equal(60, (await RowsAsync()).Count);
    }

    [Fact]
    public async Task An_entry_about_a_change_is_stored_with_it_or_not_at_all()
    {
        var (session, journal) = (Sample.Session(), storage.Get<IJournal>());

        Assert.Equal(AppendOutcome.Stored, (await journal.AppendAsync(Sample.Commit(session, records: [new AuditEntries([Entry()])]))).Outcome);
        Assert.Equal(AppendOutcome.Conflict, (await journal.AppendAsync(Sample.Commit(session, records: [new AuditEntries([Entry()])]))).Outcome);

        Assert.Single(await RowsAsync());
    }

    private AuditEntry Entry() => new(Sample.Now, who, Post.Consultant, AuditDeed.Read, AuditSubject.Card, [new PatientId("p-1")], null, Purpose.Treatment);

    private async Task<List<Row>> RowsAsync()
    {
        await using var connection = await storage.Fixture.ConnectAsync();
        return (await connection.QueryAsync<Row>("SELECT id, at, post, deed, what, whose, session, purpose, number FROM audit_entry WHERE who = @Value ORDER BY id", new { who.Value })).ToList();
    }

    private sealed class Row
    {
        public long Id { get; init; }
        public DateTimeOffset At { get; init; }
        public required string Post { get; init; }
        public required string Deed { get; init; }
        public required string What { get; init; }
        public required string Whose { get; init; }
        public string? Session { get; init; }
        public required string Purpose { get; init; }
        public long? Number { get; init; }
    }
}

public sealed class SqliteAuditRecordTests(SqliteStorage storage) : AuditRecordTests(storage), IClassFixture<SqliteStorage>;

public sealed class PostgresAuditRecordTests(PostgresStorage storage) : AuditRecordTests(storage), IClassFixture<PostgresStorage>;
