using System.Data.Common;
using Dapper;
using Medzdrav.Grains;
using NpgsqlTypes;

namespace Medzdrav.Silo;

/// <summary>The words of all persons' names, each once, with its trigrams: a mistyped word finds the words that are like it, and by these the persons. A million people have some hundred thousand words, so this is a small part of them, and it needs no extension of the database.</summary>
internal sealed class NameWords(Database database)
{
    private const int RowsAtOnce = 5_000;

    /// <summary>So many words that share most are compared letter by letter.</summary>
    private const int MostCompared = 60;

    private const int MostLike = 5;

    private static readonly BulkTable<string> Words = new("name_word", keys: 1, new BulkColumn<string>("word", NpgsqlDbType.Text, word => word));

    private static readonly BulkTable<(string Trigram, string Word)> Trigrams = new(
        "name_trigram", keys: 2,
        new("trigram", NpgsqlDbType.Text, row => row.Trigram),
        new("word", NpgsqlDbType.Text, row => row.Word));

    private string AlikeWords =>
        $"""
        SELECT word FROM name_trigram WHERE {database.In("trigram", "trigrams")} AND word <> @word
        GROUP BY word HAVING count(*) >= @least ORDER BY count(*) DESC, word LIMIT {MostCompared}
        """;

    /// <summary>Known words that a word may have been meant for, the nearest first.</summary>
    public async Task<IReadOnlyList<string>> LikeAsync(DbConnection connection, string word)
    {
        if (NameLikeness.Errors(word) == 0)
            return [];
        var alike = await connection.QueryAsync<string>(AlikeWords, new { word, trigrams = database.List(NameLikeness.SoughtTrigrams(word)), least = NameLikeness.LeastShared(word) });
        return
        [
            .. alike.Select(other => (Word: other, Errors: NameLikeness.Mistyped(word, other))).Where(other => other.Errors is not null)
                .OrderBy(other => other.Errors).Take(MostLike).Select(other => other.Word),
        ];
    }

    /// <summary>Picks the words that are in somebody's name.</summary>
    public async Task<HashSet<string>> KnownAsync(DbConnection connection, IEnumerable<string> words) =>
        [.. await connection.QueryAsync<string>($"SELECT word FROM name_word WHERE {database.In("word", "words")}", new { words = database.List(words) })];

    /// <summary>Adds the words of names, in the transaction that stores these.</summary>
    public Task AddAsync(DbConnection connection, IEnumerable<string> nameKeys) => AddAsync(connection, nameKeys, async words => await KnownAsync(connection, words));

    /// <summary>Makes the list of words anew, where there are persons and no words: a database from before they were kept, or one whose keys were folded anew.</summary>
    /// <param name="connection">Of the transaction.</param>
    /// <param name="transaction">The transaction.</param>
    public static async Task FillAsync(DbConnection connection, DbTransaction transaction)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        for (var last = ""; ;)
        {
            var rows = (await connection.QueryAsync<(string Id, string Key)>(
                "SELECT id, name_key AS key FROM person WHERE id > @last ORDER BY id LIMIT @RowsAtOnce", new { last, RowsAtOnce }, transaction)).AsList();
            await AddAsync(connection, rows.Select(row => row.Key), _ => Task.FromResult<IEnumerable<string>>(known));
            known.UnionWith(rows.SelectMany(row => row.Key.Split(' ')));
            if (rows.Count < RowsAtOnce)
                return;
            last = rows[^1].Id;
        }
    }

    /// <summary>Whether <see cref="FillAsync"/> has something to do.</summary>
    public static Task<bool> AreMissingAsync(DbConnection connection, DbTransaction? transaction) =>
        connection.ExecuteScalarAsync<bool>("SELECT EXISTS (SELECT 1 FROM person) AND NOT EXISTS (SELECT 1 FROM name_word)", transaction: transaction);

    /// <summary>Forgets all words.</summary>
    public static Task ClearAsync(DbConnection connection, DbTransaction transaction) => connection.ExecuteAsync("DELETE FROM name_trigram; DELETE FROM name_word", transaction: transaction);

    private static async Task AddAsync(DbConnection connection, IEnumerable<string> nameKeys, Func<string[], Task<IEnumerable<string>>> known)
    {
        string[] words = [.. nameKeys.SelectMany(key => key.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Distinct(StringComparer.Ordinal)];
        if (words.Length == 0)
            return;
        string[] fresh = [.. words.Except(await known(words))];
        await Words.InsertAsync(connection, fresh);
        await Trigrams.InsertAsync(connection, [.. fresh.SelectMany(word => NameLikeness.Trigrams(word).Select(trigram => (trigram, word)))]);
    }
}
