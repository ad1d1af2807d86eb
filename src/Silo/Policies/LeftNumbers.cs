using System.Data.Common;
using Dapper;
using Medzdrav.Grains;

namespace Medzdrav.Silo;

/// <summary>Numbers that persons left. Whoever signed in by one of them is the former holder, so where nobody else is at home there the account is over: the number's next sign-in makes another one.</summary>
internal static class LeftNumbers
{
    /// <summary>A person is at home at a number who was there first, or before anybody signed in by it. Whoever came later was sent by an insurer that knew of a new holder before another one knew that the former had gone.</summary>
    private const string IsEmpty =
        "NOT EXISTS (SELECT 1 FROM person p WHERE p.phone = a.phone AND (p.phone_since IS NULL OR p.phone_since <= a.created_at))";

    /// <summary>Ends the accounts of such numbers, in the transaction in which the persons left. Gateways are told within seconds.</summary>
    /// <param name="database">Which.</param>
    /// <param name="connection">Of the transaction; the persons' new numbers are written already.</param>
    /// <param name="numbers">E.164.</param>
    /// <param name="now">The end.</param>
    public static async Task EndAsync(Database database, DbConnection connection, IReadOnlyCollection<string> numbers, DateTimeOffset now)
    {
        if (numbers.Count == 0)
            return;
        var ended = database.List(await connection.QueryAsync<string>(
            $"""
            INSERT INTO former_account (id, phone, created_at, ended_at)
            SELECT a.id, a.phone, a.created_at, @now FROM account a WHERE {database.In("a.phone", "left")} AND {IsEmpty} RETURNING id
            """,
            new { left = database.List(numbers), now }));
        await connection.ExecuteAsync($"DELETE FROM account WHERE {database.In("id", "ended")}", new { ended });
        await PushDeviceRecords.EndAsync(database, connection, ended);
        await CalendarLinkRecords.EndAsync(database, connection, ended);
        await connection.ExecuteAsync(
            $"INSERT INTO due (kind, key, at) SELECT @kind, f.id, @atOnce FROM former_account f WHERE {database.In("f.id", "ended")}",
            new { kind = WakeKind.Account, atOnce = DateTimeOffset.UnixEpoch, ended });
    }
}
