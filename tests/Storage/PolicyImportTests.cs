using Medzdrav.Contracts;
using Medzdrav.Grains;
using Medzdrav.Silo;

namespace Medzdrav.Tests.Storage;

public abstract class PolicyImportTests(ClassStorage storage)
{
    private readonly PolicyImport import = storage.Get<PolicyImport>();
    private readonly IPeople people = storage.Get<IPeople>();
    private readonly string phone = Family.Phone();
    private readonly string number = Sample.Id();

    [Fact]
    public async Task A_row_becomes_a_person_with_a_policy()
    {
        var report = await RunAsync(Family.Header, $"{number};01.02.2026;05.02.2026;04.02.2027;Ромашкина  Алёна Павловна;2019-05-01;ж;8 {phone[2..5]} {phone[5..]}");

        Assert.Equal((1, 0, 0, 0), (report.Created, report.Updated, report.Unchanged, report.BadCount));
        var person = Assert.Single(await people.OfPhoneAsync(phone));
        Assert.Equal(("Ромашкина Алёна Павловна", new DateOnly(2019, 5, 1), Sex.Female, phone), (person.Name, person.BirthDate, person.Sex, person.Phone));
        Assert.Equal([new PolicyRecord(number, new DateOnly(2026, 2, 1), new DateOnly(2026, 2, 5), new DateOnly(2027, 2, 4), new NamedInsurer(InsurerId.Default, "Медздрав"))], person.Policies);
        Assert.Equivalent(person, await people.FindAsync(person.Id), strict: true);
    }

    [Fact]
    public async Task Importing_again_changes_nothing()
    {
        var file = Enumerable.Range(0, 1203).Select(index => Family.Line($"{number}-{index}", phone: index % 3 == 0 ? "" : phone, name: $"Ромашкина Анна {index % 400}")).Prepend(Family.Header).ToArray();
        var read = 0;
        var first = await import.RunAsync(InsurerId.Default, Family.File(file), new Told(told => read = told.Rows));
        var before = await people.OfPhoneAsync(phone);

        var second = await RunAsync(file);

        Assert.Equal((1203, 0, 0), (first.Created, first.Updated, first.Unchanged));
        Assert.Equal((0, 0, 1203), (second.Created, second.Updated, second.Unchanged));
        Assert.Equal(1203, read);
        Assert.Equivalent(before, await people.OfPhoneAsync(phone), strict: true);
    }

    [Fact]
    public async Task A_second_policy_of_the_same_person_joins_the_first()
    {
        await RunAsync(Family.Header, Family.Line(number, "Семёнова Алёна", phone: phone), Family.Line(number + "b", "СЕМЕНОВА АЛЕНА", phone: phone, validTo: "31.12.2029"));

        var person = Assert.Single(await people.OfPhoneAsync(phone));
        Assert.Equal([number + "b", number], person.Policies.Select(policy => policy.Number));
    }

    [Fact]
    public async Task A_family_is_listed_eldest_first()
    {
        var family = await Family.ImportAsync(storage, new DateOnly(2020, 1, 1), new DateOnly(1950, 1, 1), new DateOnly(1990, 1, 1));

        Assert.Equal([1950, 1990, 2020], family.Select(person => person.BirthDate.Year));
    }

    private Task<ImportReport> RunAsync(params string[] lines) => import.RunAsync(InsurerId.Default, Family.File(lines));

    private sealed class Told(Action<ImportStep> tell) : IProgress<ImportStep>
    {
        public void Report(ImportStep value) => tell(value);
    }
}

public sealed class SqlitePolicyImportTests(SqliteStorage storage) : PolicyImportTests(storage), IClassFixture<SqliteStorage>;

public sealed class PostgresPolicyImportTests(PostgresStorage storage) : PolicyImportTests(storage), IClassFixture<PostgresStorage>;
