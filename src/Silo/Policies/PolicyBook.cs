using System.Data.Common;
using Dapper;

namespace Medzdrav.Silo;

/// <summary>What became of some rows.</summary>
internal readonly record struct EntryCounts(int Created, int Updated, int Unchanged);

/// <summary>Enters policies and their persons. Same person: same name and birth date, and the same phone or policy number.</summary>
internal sealed class PolicyBook(Database database)
{
    private const string InsertPerson =
        "INSERT INTO person (id, name, name_key, birth_date, sex, phone) VALUES (@Id, @Name, @NameKey, @BirthDate, @Sex, @Phone)";

    private const string UpdatePerson = "UPDATE person SET name = @Name, sex = @Sex, phone = @Phone WHERE id = @Id";

    private const string InsertPolicy =
        "INSERT INTO policy (number, person, purchased_on, valid_from, valid_to) VALUES (@Number, @Person, @PurchasedOn, @ValidFrom, @ValidTo)";

    private const string UpdatePolicy =
        "UPDATE policy SET person = @Person, purchased_on = @PurchasedOn, valid_from = @ValidFrom, valid_to = @ValidTo WHERE number = @Number";

    /// <summary>Enters rows in one transaction. Entering the same again changes nothing.</summary>
    public Task<EntryCounts> EnterAsync(IReadOnlyList<PolicyLine> lines, CancellationToken cancellation) =>
        database.WriteAsync(async connection =>
        {
            // Two imports at once would both make the same person.
            if (database.Kind == DatabaseKind.Postgres)
                await connection.ExecuteAsync("LOCK TABLE policy IN SHARE ROW EXCLUSIVE MODE");
            var page = await ReadAsync(connection, lines);
            foreach (var line in lines)
                page.Enter(line);
            await connection.ExecuteAsync(InsertPerson, page.NewPersons);
            await connection.ExecuteAsync(UpdatePerson, page.ChangedPersons);
            await connection.ExecuteAsync(InsertPolicy, page.NewPolicies);
            await connection.ExecuteAsync(UpdatePolicy, page.ChangedPolicies);
            return page.Counts;
        }, cancellation);

    /// <summary>Whom and what the rows may concern.</summary>
    private async Task<PolicyPage> ReadAsync(DbConnection connection, IReadOnlyList<PolicyLine> lines)
    {
        var policies = await connection.QueryAsync<PolicyEntry>(
            $"SELECT number, person, purchased_on, valid_from, valid_to FROM policy WHERE {database.In("number", "numbers")}",
            new { numbers = database.List(lines.Select(line => line.Number).Distinct()) });
        var known = policies.ToList();
        var persons = await connection.QueryAsync<PersonEntry>(
            $"SELECT id, name, name_key, birth_date, sex, phone FROM person WHERE {database.In("id", "ids")} OR {database.In("phone", "phones")}",
            new { ids = database.List(known.Select(policy => policy.Person).Distinct()), phones = database.List(lines.Select(line => line.Phone).OfType<string>().Distinct()) });
        return new PolicyPage(known, persons);
    }
}
