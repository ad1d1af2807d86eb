using System.Data.Common;
using Dapper;
using Medzdrav.Contracts;
using Medzdrav.Grains;
using NpgsqlTypes;

namespace Medzdrav.Silo;

/// <summary>Audit entries. The database numbers the rows as they come; what seals them later fills <c>number</c>, <c>previous</c> and <c>hash</c>.</summary>
internal sealed class AuditRecords(Database database) : IAuditRecords
{
    private static readonly BulkTable<AuditEntry> Table = new(
        "audit_entry",
        keys: 0,
        new("at", NpgsqlDbType.TimestampTz, entry => entry.At.UtcDateTime),
        new("who", NpgsqlDbType.Text, entry => entry.Who.Value),
        new("post", NpgsqlDbType.Text, entry => Words.Of(entry.Post)),
        new("deed", NpgsqlDbType.Text, entry => Words.Of(entry.Deed)),
        new("what", NpgsqlDbType.Text, entry => Words.Of(entry.What)),
        new("whose", NpgsqlDbType.Text, entry => AuditWhose.Write(entry.Whose)),
        new("session", NpgsqlDbType.Text, entry => entry.Session?.Value),
        new("purpose", NpgsqlDbType.Text, entry => Words.Of(entry.Purpose)));

    public Task AddAsync(AuditEntries entries) => database.RecordAsync([entries]);

    public Task<IReadOnlyList<RecordedUse>> FindAsync(AuditQuery query, long? before, int limit)
    {
        ArgumentNullException.ThrowIfNull(query);
        // A person's entries are found by lines of their own, which are in the same order.
        var (at, row) = query.Person is null ? ("e.at", "e.id") : ("p.at", "p.entry");
        string?[] conditions =
        [
            query.Person is null ? null : "p.person = @Person",
            query.Reader is null ? null : "e.who = @Reader",
            query.Post is null ? null : "e.post = @Post",
            query.Session is null ? null : "e.session = @Session",
            query.From is null ? null : $"{at} >= @From",
            query.Until is null ? null : $"{at} < @Until",
            before is null ? null : $"({at}, {row}) < ((SELECT b.at FROM audit_entry b WHERE b.id = @before), @before)",
        ];
        var where = string.Join(" AND ", conditions.OfType<string>());
        var sql =
            $"""
            SELECT e.id, e.at, e.who, s.name, s.login, e.post, e.deed, e.what, e.whose, e.session, e.purpose, e.number, e.hash
            FROM {(query.Person is null ? "audit_entry e" : "audit_person p JOIN audit_entry e ON e.id = p.entry")} LEFT JOIN staff s ON s.id = e.who
            {(where.Length > 0 ? "WHERE" : "")} {where}
            ORDER BY {at} DESC, {row} DESC LIMIT @limit
            """;
        var parameters = new
        {
            Person = query.Person?.Value,
            Reader = query.Reader?.Value,
            Post = Words.Of(query.Post),
            Session = query.Session?.Value,
            query.From,
            query.Until,
            before,
            limit,
        };
        return database.ReadAsync<IReadOnlyList<RecordedUse>>(async connection =>
            [.. (await connection.QueryAsync<UseRow>(sql, parameters)).Select(use => use.Use())]);
    }

    public Task<IReadOnlyList<AuditMember>> MembersAsync() => database.ReadAsync<IReadOnlyList<AuditMember>>(async connection =>
        [.. (await connection.QueryAsync<(string Id, string Name, string Login)>("SELECT id, name, login FROM staff")).Select(row => new AuditMember(new StaffId(row.Id), row.Name, row.Login))
            .OrderBy(member => Folding.Name(member.Name), StringComparer.Ordinal).ThenBy(member => member.Login, StringComparer.Ordinal).Append(AuditMember.Console).Append(AuditMember.Platform)]);

    /// <summary>Stores entries in the transaction of the change that they are about: one statement for all of them on PostgreSQL.</summary>
    public static async Task<bool> AddAsync(DbConnection connection, AuditEntries entries)
    {
        await Table.InsertAsync(connection, entries.Entries);
        return true;
    }

    private sealed class UseRow
    {
        public long Id { get; init; }
        public DateTimeOffset At { get; init; }
        public required string Who { get; init; }
        public string? Name { get; init; }
        public string? Login { get; init; }
        public required string Post { get; init; }
        public required string Deed { get; init; }
        public required string What { get; init; }
        public required string Whose { get; init; }
        public string? Session { get; init; }
        public required string Purpose { get; init; }
        public long? Number { get; init; }
        public byte[]? Hash { get; init; }

        public RecordedUse Use() => new(
            Id,
            At,
            Who == AuditMember.Console.StaffId.Value ? AuditMember.Console : Who == AuditMember.Platform.StaffId.Value ? AuditMember.Platform : new AuditMember(new StaffId(Who), Name ?? "", Login ?? ""),
            Words.Find<Post>(Post),
            Words.Find<AuditDeed>(Deed),
            Words.Find<AuditSubject>(What),
            [.. AuditWhose.Read(Whose).Select(person => new PatientId(person))],
            Session is { } session ? new SessionId(session) : null,
            Words.Find<Purpose>(Purpose),
            Number,
            Hash is { } hash ? Convert.ToHexStringLower(hash) : null);
    }
}
