using System.Data.Common;
using Dapper;
using Medzdrav.Grains;

namespace Medzdrav.Silo;

/// <summary>Numbers that persons left. The account of a number is over where nobody is at home any more: the number's next sign-in makes another one.</summary>
internal static class LeftNumbers
{
    private const string IsHeld = "EXISTS (SELECT 1 FROM person p WHERE p.phone = a.phone)";

    private const string IsHeldAsBefore = "EXISTS (SELECT 1 FROM person p WHERE p.phone = a.phone AND (p.phone_since IS NULL OR p.phone_since <= a.created_at))";

    /// <summary>Ends the accounts of numbers from which persons moved away, in the transaction in which they did. Whoever signed in by one is taken for the former holder, so only those keep the account who were there first, or before anybody signed in: whoever came later was sent by an insurer that knew of a new holder before another one knew that the former had gone.</summary>
    /// <param name="database">Which.</param>
    /// <param name="connection">Of the transaction; the persons' new numbers are written already.</param>
    /// <param name="numbers">E.164.</param>
    /// <param name="now">The end.</param>
    public static Task EndMovedAsync(Database database, DbConnection connection, IReadOnlyCollection<string> numbers, DateTimeOffset now) =>
        EndAsync(database, connection, numbers, IsHeldAsBefore, now);

    /// <summary>Ends the accounts of numbers whose persons were erased, likewise. An erased person gave the number to nobody, so everybody who has it keeps the account.</summary>
    /// <returns>The accounts that are over.</returns>
    public static Task<IReadOnlyList<string>> EndErasedAsync(Database database, DbConnection connection, IReadOnlyCollection<string> numbers, DateTimeOffset now) =>
        EndAsync(database, connection, numbers, IsHeld, now);

    /// <summary>Gateways are told within seconds.</summary>
    private static async Task<IReadOnlyList<string>> EndAsync(Database database, DbConnection connection, IReadOnlyCollection<string> numbers, string isKept, DateTimeOffset now)
    {
        if (numbers.Count == 0)
            return [];
        string[] over = [.. await connection.QueryAsync<string>(
            $"""
            INSERT INTO former_account (id, phone, created_at, ended_at)
            SELECT a.id, a.phone, a.created_at, @now FROM account a WHERE {database.In("a.phone", "left")} AND NOT {isKept} RETURNING id
            """,
            new { left = database.List(numbers), now })];
        var ended = database.List(over);
        await connection.ExecuteAsync($"DELETE FROM account WHERE {database.In("id", "ended")}", new { ended });
        await PushDeviceRecords.EndAsync(database, connection, ended);
        await CalendarLinkRecords.EndAsync(database, connection, ended);
        await connection.ExecuteAsync(
            $"INSERT INTO due (kind, key, at) SELECT @kind, f.id, @atOnce FROM former_account f WHERE {database.In("f.id", "ended")}",
            new { kind = WakeKind.Account, atOnce = DateTimeOffset.UnixEpoch, ended });
        return over;
    }
}
