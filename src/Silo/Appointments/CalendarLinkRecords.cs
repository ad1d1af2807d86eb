using System.Data.Common;
using Dapper;
using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Silo;

/// <summary>Private links to calendars.</summary>
internal sealed class CalendarLinkRecords(Database database) : ICalendarLinks
{
    private const string Select = "SELECT id, account, hash, added_at, used_at FROM calendar_link";

    // The account's row is held, so that of two links at once only as many are stored as there is room for.
    private const string Hold = "UPDATE account SET phone = phone WHERE id = @Account";

    private const string Insert =
        """
        INSERT INTO calendar_link (id, account, hash, added_at)
        SELECT @Id, @Account, @Hash, @AddedAt WHERE (SELECT count(*) FROM calendar_link WHERE account = @Account) < @most
        """;

    public Task<bool> AddAsync(CalendarLinkRecord link, int most)
    {
        ArgumentNullException.ThrowIfNull(link);
        var row = new { link.Id, Account = link.Account.Value, link.Hash, link.AddedAt, most };
        return database.WriteAsync(async connection =>
        {
            await connection.ExecuteAsync(Hold, row);
            return await connection.ExecuteAsync(Insert, row) == 1;
        });
    }

    public Task<IReadOnlyList<CalendarLinkRecord>> OfAsync(AccountId account) => database.ReadAsync<IReadOnlyList<CalendarLinkRecord>>(async connection =>
        [.. (await connection.QueryAsync<LinkRow>($"{Select} WHERE account = @Value ORDER BY added_at DESC, id", new { account.Value })).Select(row => row.Record())]);

    public async Task<CalendarLinkRecord?> FindAsync(string hash) => (await database.ReadAsync(connection =>
        connection.QuerySingleOrDefaultAsync<LinkRow>($"{Select} WHERE hash = @hash", new { hash })))?.Record();

    public Task UsedAsync(CalendarLinkRecord link, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(link);
        return database.WriteAsync(connection => connection.ExecuteAsync("UPDATE calendar_link SET used_at = @at WHERE id = @Id", new { link.Id, at }));
    }

    public Task RemoveAsync(AccountId account, string id) =>
        database.WriteAsync(connection => connection.ExecuteAsync("DELETE FROM calendar_link WHERE id = @id AND account = @Value", new { id, account.Value }));

    /// <summary>Ends the links of accounts that are over, in the transaction that ends them.</summary>
    public static Task<int> EndAsync(Database database, DbConnection connection, object accounts)
    {
        ArgumentNullException.ThrowIfNull(database);
        return connection.ExecuteAsync($"DELETE FROM calendar_link WHERE {database.In("account", "accounts")}", new { accounts });
    }

    private sealed class LinkRow
    {
        public required string Id { get; init; }
        public required string Account { get; init; }
        public required string Hash { get; init; }
        public DateTimeOffset AddedAt { get; init; }
        public DateTimeOffset? UsedAt { get; init; }

        public CalendarLinkRecord Record() => new(Id, new AccountId(Account), Hash, AddedAt, UsedAt);
    }
}
