using System.Data.Common;
using Dapper;
using Medzdrav.Grains;

namespace Medzdrav.Silo;

/// <summary>Finds persons by what is known of them, each kind by an index of its own: a number, the end of a phone, a birth date, the words of a name as they were typed, and then those that are like them.</summary>
internal sealed class PersonSearch(Database database)
{
    /// <summary>So many are compared of those that an index gives: more would not be told apart by what was asked.</summary>
    private const int MostCompared = 200;

    /// <summary>More people share a birth date: all of a day are compared.</summary>
    private const int MostOfDay = 5_000;

    private const string Candidates = "SELECT p.id, p.name_key, p.birth_date FROM person p";

    /// <summary>A policy number without the letters that it begins and ends with, and without hyphens, as the index policy_digits has it.</summary>
    private const string PolicyDigits = "replace(replace(trim(o.number_key, 'ABCDEFGHIJKLMNOPQRSTUVWXYZАБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ-/.'), '-', ''), '/', '')";

    private static readonly string AboveAll = char.ConvertFromUtf32(0x10FFFF);

    private readonly NameWords _words = new(database);

    /// <summary>Names in the order of their characters, as the index has them.</summary>
    private string NameKey => database.Kind == DatabaseKind.Postgres ? "p.name_key COLLATE \"C\"" : "p.name_key";

    private string LastFour => database.Kind == DatabaseKind.Postgres ? "right(p.phone, 4)" : "substr(p.phone, -4)";

    /// <summary>The ids, the nearest first.</summary>
    public async Task<IReadOnlyList<string>> FindAsync(DbConnection connection, PersonQuery query, int limit)
    {
        if (query.Phone is not null || query.PolicyNumber is not null)
        {
            var numbered = await OfNumberAsync(connection, query);
            // A year is the end of a phone as well: whoever has it so comes first.
            return [.. (query.BirthYear is { } year ? numbered.Concat(await BornInAsync(connection, query.Words, year)).Distinct() : numbered).Take(limit)];
        }
        var born = Ranked(await BornAsync(connection, query.BirthDates), query.Words);
        if (born.Count > 0 || query.Words.Count == 0)
            return [.. born.Take(limit)];
        return [.. (await OfNameAsync(connection, query.Words, year: null)).Take(limit)];
    }

    /// <summary>Persons of a name: words that were typed rightly need no list of others like them, which costs most.</summary>
    private async Task<IReadOnlyList<string>> OfNameAsync(DbConnection connection, IReadOnlyList<string> words, int? year) =>
        await TypedAsync(connection, words, year) is { Count: > 0 } typed ? typed : await LikeAsync(connection, words, year);

    /// <summary>Persons of a name who were born in a year; where there are none, all of the name.</summary>
    private async Task<IReadOnlyList<string>> BornInAsync(DbConnection connection, IReadOnlyList<string> words, int year) =>
        await OfNameAsync(connection, words, year) is { Count: > 0 } born ? born : await TypedAsync(connection, words, year: null);

    private async Task<IReadOnlyList<string>> TypedAsync(DbConnection connection, IReadOnlyList<string> words, int? year) =>
        Ranked(await NamedAsync(connection, words, [.. words.Select(_ => (IReadOnlyList<string>)[])], year), words);

    private async Task<IReadOnlyList<string>> OfNumberAsync(DbConnection connection, PersonQuery query)
    {
        var ofPhone = query.Phone is { } phone ? await ReadAsync(connection, "WHERE p.phone = @phone", new { phone }) : [];
        var ofPolicy = query.PolicyNumber is { } number
            ? await People.OfPolicyAsync(number, wanted => ReadAsync(connection, $"WHERE {People.HasPolicy}", new { wanted }))
            : [];
        var ofDigits = ofPolicy.Count == 0 && query.PolicyDigits is { } bare
            ? await ReadAsync(connection, $"WHERE p.id IN (SELECT o.person FROM policy o WHERE {PolicyDigits} = @bare) LIMIT {MostCompared}", new { bare })
            : [];
        Candidate[] exact = [.. ofPhone, .. ofPolicy];
        if (exact.Length > 0)
            return [.. exact.Concat(ofDigits).Where(person => IsBorn(person, query)).OrderBy(person => person.NameKey, StringComparer.Ordinal).ThenBy(person => person.BirthDate).Select(person => person.Id).Distinct()];
        var ending = query.PhoneEnd is { } end
            ? await ReadAsync(connection, $"WHERE {LastFour} = @four AND p.phone LIKE @end", new { four = end[^4..], end = "%" + end })
            : [];
        // Of a few digits there are many phones, and one policy: it is not lost among them.
        return [.. Ranked(ofDigits.Where(person => IsBorn(person, query)), query.Words).Concat(Ranked(ending.Where(person => IsBorn(person, query)), query.Words)).Distinct()];
    }

    private static async Task<IReadOnlyList<Candidate>> BornAsync(DbConnection connection, IReadOnlyList<DateOnly> dates)
    {
        var born = new List<Candidate>();
        foreach (var date in dates)
            born.AddRange(await ReadAsync(connection, $"WHERE p.birth_date = @date LIMIT {MostOfDay}", new { date }));
        return born;
    }

    /// <summary>Persons of a name with typing errors. Words that are somebody's are believed first: the errors are in the others as a rule, and lists of likenesses cost most.</summary>
    private async Task<IReadOnlyList<string>> LikeAsync(DbConnection connection, IReadOnlyList<string> words, int? year)
    {
        var known = await _words.KnownAsync(connection, words);
        IReadOnlyList<string>[] like = [.. words.Select(_ => (IReadOnlyList<string>)[])];
        foreach (var isKnown in new[] { false, true })
        {
            var isMore = false;
            for (var place = 0; place < words.Count; place++)
                if (known.Contains(words[place]) == isKnown)
                    isMore |= (like[place] = await _words.LikeAsync(connection, words[place])).Count > 0;
            if (isMore && Ranked(await NamedAsync(connection, words, like, year), words) is { Count: > 0 } found)
                return found;
        }
        return [];
    }

    /// <summary>Persons whose name begins with one of the words, typed or like it, and holds all others: so any of the words may be the one that the name begins with.</summary>
    private async Task<IReadOnlyList<Candidate>> NamedAsync(DbConnection connection, IReadOnlyList<string> words, IReadOnlyList<string>[] like, int? year)
    {
        var parameters = new DynamicParameters();
        var born = year is { } of ? Born(parameters, of) : "";
        var holds = words.Select((word, place) => Holds(parameters, place, word, like[place])).ToArray();
        var ranges = new List<string>();
        for (var place = 0; place < words.Count; place++)
        {
            var others = string.Concat(holds.Where((_, other) => other != place).Select(condition => " AND " + condition)) + born;
            // An initial begins half of all names: another word is where to look.
            if (words[place].Length > 1 || words.Count == 1)
                ranges.Add(Range(parameters, ranges.Count, words[place], words[place] + AboveAll, others));
            // A blank comes before all other signs of a name: the word itself, and the word with others behind it.
            foreach (var other in like[place])
                ranges.Add(Range(parameters, ranges.Count, other, other + "!", others));
        }
        return ranges.Count == 0 ? [] : [.. await connection.QueryAsync<Candidate>(string.Join(" UNION ALL ", ranges), parameters)];
    }

    private static string Born(DynamicParameters parameters, int year)
    {
        parameters.Add("firstDay", new DateOnly(year, 1, 1));
        parameters.Add("lastDay", new DateOnly(year, 12, 31));
        return " AND p.birth_date >= @firstDay AND p.birth_date <= @lastDay";
    }

    private string Range(DynamicParameters parameters, int number, string from, string to, string others)
    {
        parameters.Add($"from{number}", from);
        parameters.Add($"to{number}", to);
        return $"SELECT * FROM ({Candidates} WHERE {NameKey} >= @from{number} AND {NameKey} < @to{number}{others} ORDER BY {NameKey} LIMIT {MostCompared}) r{number}";
    }

    /// <summary>The condition that a word of the name begins as it was typed, or is one of those like it.</summary>
    private string Holds(DynamicParameters parameters, int place, string word, IReadOnlyList<string> like)
    {
        parameters.Add($"word{place}", " " + word);
        var conditions = new List<string> { Contains("' ' || p.name_key", $"@word{place}") };
        for (var i = 0; i < like.Count; i++)
        {
            parameters.Add($"like{place}_{i}", $" {like[i]} ");
            conditions.Add(Contains("' ' || p.name_key || ' '", $"@like{place}_{i}"));
        }
        return $"({string.Join(" OR ", conditions)})";
    }

    private string Contains(string text, string part) => database.Kind == DatabaseKind.Postgres ? $"strpos({text}, {part}) > 0" : $"instr({text}, {part}) > 0";

    private static bool IsBorn(Candidate person, PersonQuery query) => query.BirthDates.Count == 0 || query.BirthDates.Contains(person.BirthDate);

    /// <summary>The persons who fit, the nearest first; of equally near ones those whose name has nothing more, then by name.</summary>
    private static IReadOnlyList<string> Ranked(IEnumerable<Candidate> candidates, IReadOnlyList<string> words) =>
    [
        .. candidates.DistinctBy(person => person.Id)
            .Select(person => (Person: person, Distance: NameLikeness.Distance(words, person.NameKey)))
            .Where(found => found.Distance is not null)
            .OrderBy(found => found.Distance).ThenBy(found => found.Person.NameKey.Count(sign => sign == ' '))
            .ThenBy(found => found.Person.NameKey, StringComparer.Ordinal).ThenBy(found => found.Person.BirthDate).ThenBy(found => found.Person.Id, StringComparer.Ordinal)
            .Select(found => found.Person.Id),
    ];

    private static async Task<IReadOnlyList<Candidate>> ReadAsync(DbConnection connection, string where, object parameters) =>
        [.. await connection.QueryAsync<Candidate>($"{Candidates} {where}", parameters)];

    private sealed record Candidate
    {
        public required string Id { get; init; }
        public required string NameKey { get; init; }
        public DateOnly BirthDate { get; init; }
    }
}
