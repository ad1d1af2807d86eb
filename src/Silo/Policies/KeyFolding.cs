using System.Data.Common;
using Dapper;
using Medzdrav.Contracts;
using NpgsqlTypes;

namespace Medzdrav.Silo;

/// <summary>Makes the stored keys of persons and policies anew where the rule of folding has changed since they were made: whoever was stored by an earlier rule is found by today's. Likewise the words of names, where they are missing. All of it or nothing, before anybody is served.</summary>
internal static class KeyFolding
{
    private const int RowsAtOnce = 5_000;

    private static readonly BulkTable<PersonKey> Persons = new(
        "person", keys: 1,
        new("id", NpgsqlDbType.Text, person => person.Id),
        new("name_key", NpgsqlDbType.Text, person => person.Folded));

    private static readonly BulkTable<PolicyKey> Policies = new(
        "policy", keys: 2,
        new("insurer", NpgsqlDbType.Text, policy => policy.Insurer),
        new("number", NpgsqlDbType.Text, policy => policy.Number),
        new("number_key", NpgsqlDbType.Text, policy => policy.Folded));

    /// <summary>Folds what an earlier rule folded otherwise. A second time it does nothing.</summary>
    /// <param name="connection">Open, with the schema of today.</param>
    /// <exception cref="SchemaTooNewException">The keys were made by a newer program's rule.</exception>
    public static async Task ApplyAsync(DbConnection connection)
    {
        // Most starts have nothing to do, and no reason to wait for whoever writes.
        if (await IsDoneAsync(connection, transaction: null) && !await NameWords.AreMissingAsync(connection, transaction: null))
            return;
        await using var transaction = await connection.BeginTransactionAsync();
        if (!await IsDoneAsync(connection, transaction))
            await FoldAsync(transaction);
        if (await NameWords.AreMissingAsync(connection, transaction))
            await NameWords.FillAsync(connection, transaction);
        await transaction.CommitAsync();
    }

    private static async Task FoldAsync(DbTransaction transaction)
    {
        await FoldAsync(
            Persons, transaction, "SELECT id, name, name_key AS key FROM person WHERE id > @Id ORDER BY id LIMIT @RowsAtOnce",
            new PersonKey(), last => new { last.Id, RowsAtOnce }, person => person.Folded != person.Key);
        await FoldAsync(
            Policies, transaction, "SELECT insurer, number, number_key AS key FROM policy WHERE (insurer, number) > (@Insurer, @Number) ORDER BY insurer, number LIMIT @RowsAtOnce",
            new PolicyKey(), last => new { last.Insurer, last.Number, RowsAtOnce }, policy => policy.Folded != policy.Key);
        await transaction.Connection!.ExecuteAsync("UPDATE folding SET rule = @Rule", new { Folding.Rule }, transaction);
        await NameWords.ClearAsync(transaction.Connection!, transaction);
    }

    private static async Task<bool> IsDoneAsync(DbConnection connection, DbTransaction? transaction)
    {
        var rule = await connection.ExecuteScalarAsync<int>("SELECT rule FROM folding", transaction: transaction);
        return rule > Folding.Rule
            ? throw new SchemaTooNewException($"Names and policy numbers were folded by a newer version of the program (rule {rule}). Start that version, or restore a backup made before it.")
            : rule == Folding.Rule;
    }

    private static async Task FoldAsync<T>(BulkTable<T> table, DbTransaction transaction, string select, T before, Func<T, object> after, Predicate<T> differs)
    {
        var connection = transaction.Connection!;
        for (var last = before; ;)
        {
            var rows = (await connection.QueryAsync<T>(select, after(last), transaction)).AsList();
            await table.UpdateAsync(connection, rows.FindAll(differs));
            if (rows.Count < RowsAtOnce)
                return;
            last = rows[^1];
        }
    }

    private sealed record PersonKey
    {
        public string Id { get; init; } = "";
        public string Name { get; init; } = "";
        public string Key { get; init; } = "";

        public string Folded => Folding.Name(Name);
    }

    private sealed record PolicyKey
    {
        public string Insurer { get; init; } = "";
        public string Number { get; init; } = "";
        public string Key { get; init; } = "";

        public string Folded => Folding.Code(Number);
    }
}
