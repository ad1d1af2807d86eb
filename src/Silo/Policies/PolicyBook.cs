using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Dapper;
using Medzdrav.Contracts;
using Medzdrav.Grains;
using NpgsqlTypes;

namespace Medzdrav.Silo;

/// <summary>The outcome of some rows.</summary>
internal readonly record struct EntryCounts(int Created, int Updated, int Unchanged);

/// <summary>The same, which rows were left out because an earlier one of the file says otherwise, and of which something was not taken over.</summary>
internal sealed record EntryOutcome(EntryCounts Counts, IReadOnlyList<(int Line, int First)> Contradictions, IReadOnlyList<(int Line, string Reason)> Noted);

/// <summary>Enters an insurer's policies and their persons. Same person: same birth date and name (but for a correction), and the same policy number or phone. Another insurer's policies are never changed, nor is the login of a person whom another insurer knows by another one.</summary>
internal sealed class PolicyBook(Database database, TimeProvider clock)
{
    // Any number: two imports at once take turns, or both would make the same person.
    private const long LockKey = 0x706F6C6963696573;

    /// <summary>Persons as an import writes them.</summary>
    internal static readonly BulkTable<PersonEntry> Persons = new(
        "person", keys: 1,
        new("id", NpgsqlDbType.Text, person => person.Id),
        new("name", NpgsqlDbType.Text, person => person.Name),
        new("name_key", NpgsqlDbType.Text, person => person.NameKey),
        new("birth_date", NpgsqlDbType.Date, person => person.BirthDate),
        new("sex", NpgsqlDbType.Text, person => person.Sex),
        new("phone", NpgsqlDbType.Text, person => person.Phone),
        new("phone_since", NpgsqlDbType.TimestampTz, person => person.PhoneSince?.UtcDateTime));

    private static readonly BulkTable<PolicyEntry> Policies = new(
        "policy", keys: 2,
        new("insurer", NpgsqlDbType.Text, policy => policy.Insurer),
        new("number", NpgsqlDbType.Text, policy => policy.Number),
        new("number_key", NpgsqlDbType.Text, policy => policy.NumberKey),
        new("person", NpgsqlDbType.Text, policy => policy.Person),
        new("purchased_on", NpgsqlDbType.Date, policy => policy.PurchasedOn),
        new("valid_from", NpgsqlDbType.Date, policy => policy.ValidFrom),
        new("valid_to", NpgsqlDbType.Date, policy => policy.ValidTo),
        new("phone", NpgsqlDbType.Text, policy => policy.Phone),
        new("import_run", NpgsqlDbType.Text, policy => policy.ImportRun),
        new("import_line", NpgsqlDbType.Integer, policy => policy.ImportLine),
        new("import_digest", NpgsqlDbType.Bigint, policy => policy.ImportDigest));

    private readonly NameWords _words = new(database);

    /// <summary>Enters rows in one transaction. Entering the same again changes nothing but the mark of the import.</summary>
    /// <param name="insurer">The insurer whose policies they are.</param>
    /// <param name="run">The import that they belong to.</param>
    /// <param name="lines">Rows in the file's order.</param>
    public Task<EntryOutcome> EnterAsync(InsurerId insurer, string run, IReadOnlyList<PolicyLine> lines) =>
        database.WriteAsync(async connection =>
        {
            await TakeTurnAsync(database, connection);
            var now = clock.GetUtcNow();
            var page = await ReadAsync(insurer, run, now, connection, lines, seen: null);
            foreach (var line in lines)
                page.Enter(line);
            await Persons.InsertAsync(connection, page.NewPersons);
            await Persons.UpdateAsync(connection, page.ChangedPersons);
            await _words.AddAsync(connection, page.NewPersons.Concat(page.ChangedPersons).Select(person => person.NameKey));
            await LeftNumbers.EndMovedAsync(database, connection, page.LeftNumbers, now);
            await WakeAsync(connection, page.MovedPersons);
            await Policies.InsertAsync(connection, page.NewPolicies);
            await Policies.UpdateAsync(connection, page.ChangedPolicies);
            await PersonMatches.AddAsync(connection, insurer, page.Doubts, now);
            return page.Outcome;
        });

    /// <summary>Says what entering the rows would come to. Nothing is stored; the policies of the rows before them are remembered.</summary>
    /// <param name="insurer">The insurer whose policies they are.</param>
    /// <param name="run">The trial that they belong to.</param>
    /// <param name="lines">Rows in the file's order.</param>
    /// <param name="seen">The policies of earlier rows; these are added.</param>
    public Task<EntryOutcome> WeighAsync(InsurerId insurer, string run, IReadOnlyList<PolicyLine> lines, SeenPolicies seen) =>
        database.ReadAsync(async connection =>
        {
            var page = await ReadAsync(insurer, run, clock.GetUtcNow(), connection, lines, seen);
            foreach (var line in lines)
                page.Enter(line);
            seen.Add(lines);
            return page.Outcome;
        });

    /// <summary>Whoever changes which person is which does so after another has finished; on SQLite there is one writer anyway.</summary>
    public static Task TakeTurnAsync(Database database, DbConnection connection) =>
        database.Kind == DatabaseKind.Postgres ? connection.ExecuteAsync("SELECT pg_advisory_xact_lock(@LockKey)", new { LockKey }) : Task.CompletedTask;

    /// <summary>The open sessions of persons who got another number follow it within seconds; whoever opens one meanwhile looks at the number again.</summary>
    private async Task WakeAsync(DbConnection connection, IReadOnlyCollection<string> moved)
    {
        if (moved.Count == 0)
            return;
        foreach (var person in await connection.QueryAsync<string>(
            $"SELECT DISTINCT patient FROM session WHERE closed_at IS NULL AND {database.In("patient", "moved")}", new { moved = database.List(moved) }))
            await DueRows.PutAsync(connection, Due.AtOnce(WakeKind.Patient, person));
    }

    /// <summary>Whom and what the rows may concern.</summary>
    private async Task<PolicyPage> ReadAsync(InsurerId insurer, string run, DateTimeOffset now, DbConnection connection, IReadOnlyList<PolicyLine> lines, SeenPolicies? seen)
    {
        var policies = await connection.QueryAsync<PolicyEntry>(
            $"SELECT {Policies.Names} FROM policy WHERE insurer = @Value AND {database.In("number_key", "numbers")}",
            new { insurer.Value, numbers = database.List(lines.Select(line => line.NumberKey).Distinct()) });
        var known = policies.ToList();
        seen?.Mark(known, insurer, run, lines);
        var persons = (await connection.QueryAsync<PersonEntry>(
            $"SELECT {Persons.Names} FROM person WHERE {database.In("id", "ids")} UNION SELECT {Persons.Names} FROM person WHERE {database.In("phone", "phones")}",
            new { ids = database.List(known.Select(policy => policy.Person).Distinct()), phones = database.List(lines.Select(line => line.Phone).OfType<string>().Distinct()) })).ToList();
        var numbers = known.Select(policy => policy.NumberKey).ToHashSet();
        var namesakes = await NamesakesAsync(connection, lines.Where(line => !numbers.Contains(line.NumberKey)));
        persons.AddRange(namesakes.ExceptBy([.. persons.Select(person => person.Id)], person => person.Id));
        var others = await connection.QueryAsync<OthersPolicy>(
            $"SELECT person, phone FROM policy WHERE {database.In("person", "ids")} AND insurer <> @Value",
            new { insurer.Value, ids = database.List(persons.Select(person => person.Id)) });
        return new PolicyPage(insurer, run, now, known, persons, others);
    }

    /// <summary>Of each row whose policy is new, the person who was the first of this name and birth date.</summary>
    private Task<IEnumerable<PersonEntry>> NamesakesAsync(DbConnection connection, IEnumerable<PolicyLine> lines)
    {
        var columns = string.Join(", ", Persons.Names.Split(", ").Select(name => "p." + name));
        var named = lines.DistinctBy(line => (line.NameKey, line.BirthDate)).ToArray();
        return database.Kind == DatabaseKind.Postgres
            ? connection.QueryAsync<PersonEntry>(
                $"""
                SELECT {columns} FROM unnest(@names, @days) AS r (name, day)
                JOIN person p ON p.id = (SELECT min(q.id) FROM person q WHERE q.name_key COLLATE "C" = r.name AND q.birth_date = r.day)
                """,
                new { names = Array.ConvertAll(named, line => line.NameKey), days = Array.ConvertAll(named, line => line.BirthDate) })
            : connection.QueryAsync<PersonEntry>(
                $"""
                SELECT {columns} FROM json_each(@rows) r
                JOIN person p ON p.id = (SELECT min(q.id) FROM person q WHERE q.name_key = json_extract(r.value, '$[0]') AND q.birth_date = json_extract(r.value, '$[1]'))
                """,
                new { rows = JsonSerializer.Serialize(named.Select(line => new[] { line.NameKey, line.BirthDate.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) })) });
    }
}
