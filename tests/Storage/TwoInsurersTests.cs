using Medzdrav.Contracts;
using Medzdrav.Grains;
using Medzdrav.Silo;

namespace Medzdrav.Tests.Storage;

/// <summary>The files that two insurers send of the same numbers and people.</summary>
public abstract class TwoInsurersTests(ClassStorage storage) : IAsyncLifetime
{
    private const string Anna = "Ромашкина Анна Павловна";

    private readonly PolicyImport import = storage.Get<PolicyImport>();
    private readonly IPeople people = storage.Get<IPeople>();
    private readonly string phone = Family.Phone();
    private readonly string foreign = Family.Phone();
    private readonly string number = Sample.Id();
    private InsurerId first;
    private InsurerId second;

    public async ValueTask InitializeAsync() => (first, second) = (await Insurers.AddAsync(storage), await Insurers.AddAsync(storage));

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task The_same_number_at_two_insurers_is_two_policies()
    {
        await RunAsync(first, Family.Line(number, Anna, phone: phone));
        var report = await RunAsync(second, Family.Line(number, "Лимонадов Пётр", phone: foreign));

        Assert.Equal((1, 0), (report.Created, report.Updated));
        var holders = await people.FindByPolicyAsync($" {number.ToUpperInvariant()}");
        Assert.Equal([(first, Anna), (second, "Лимонадов Пётр")], holders.Select(person => (Assert.Single(person.Policies).Insurer.InsurerId, person.Name)).OrderBy(holder => holder.InsurerId == second));
        Assert.Equal(2, (await people.SearchAsync(new PersonQuery { PolicyNumber = number }, limit: 20)).Count);
    }

    [Fact]
    public async Task A_row_of_one_insurer_never_changes_anothers_policy()
    {
        await RunAsync(first, Family.Line(number, Anna, phone: phone, validTo: "31.12.2027"));
        await RunAsync(second, Family.Line(number, Anna, phone: phone, validTo: "06.02.2026"));
        await RunAsync(second, Family.Line(number, "Лимонадов Пётр", phone: foreign));

        var holder = Assert.Single(await people.OfPhoneAsync(phone));
        Assert.Equal((first, new DateOnly(2027, 12, 31)), (Assert.Single(holder.Policies).Insurer.InsurerId, holder.Policies[0].ValidTo));
    }

    [Fact]
    public async Task A_person_whom_two_insurers_send_with_one_phone_is_one_person_with_two_policies()
    {
        await RunAsync(first, Family.Line(number, Anna, phone: phone));
        var report = await RunAsync(second, Family.Line(number + "b", Anna, phone: phone));

        Assert.Equal((1, 0, 0), (report.Created, report.BadCount, report.NotedCount));
        Assert.Equivalent(new[] { first, second }, Assert.Single(await people.OfPhoneAsync(phone)).Policies.Select(policy => policy.Insurer.InsurerId));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task One_insurer_alone_cannot_give_the_Medcard_to_another_phone(bool byTheFirst)
    {
        await RunAsync(first, Family.Line(number, Anna, phone: phone));
        await RunAsync(second, Family.Line(number, Anna, phone: phone));

        var report = await RunAsync(byTheFirst ? first : second, Family.Line(number, Anna, phone: foreign, validTo: "31.12.2028"));

        Assert.Equal((0, 1, 0, 1), (report.Created, report.Updated, report.BadCount, report.NotedCount));
        Assert.Equal(new BadRow(2, "Другая страховая компания прислала для этого человека другой телефон: номер для входа оставлен прежним"), Assert.Single(report.Noted));
        Assert.Empty(await people.OfPhoneAsync(foreign));
        var person = Assert.Single(await people.OfPhoneAsync(phone));
        // The policy itself is that insurer's own business.
        Assert.Contains(person.Policies, policy => policy.ValidTo.Year == 2028);
    }

    [Fact]
    public async Task The_phone_changes_when_both_insurers_say_so()
    {
        await RunAsync(first, Family.Line(number, Anna, phone: phone));
        await RunAsync(second, Family.Line(number, Anna, phone: phone));
        await RunAsync(first, Family.Line(number, Anna, phone: foreign));

        var report = await RunAsync(second, Family.Line(number, Anna, phone: foreign));

        Assert.Equal((1, 0), (report.Updated, report.NotedCount));
        Assert.Equal(2, Assert.Single(await people.OfPhoneAsync(foreign)).Policies.Count);
        Assert.Empty(await people.OfPhoneAsync(phone));
    }

    [Fact]
    public async Task A_phone_that_a_consultant_registered_is_not_replaced_by_another_insurer()
    {
        await RunAsync(first, Family.Line(number, Anna));
        var person = Assert.Single(await people.FindByPolicyAsync(number));
        Assert.True(await people.BindPhoneAsync(person.Id, phone, Sample.Audit(new StaffId("consultant"))));
        await RunAsync(second, Family.Line(number + "b", Anna, phone: phone));

        var report = await RunAsync(second, Family.Line(number + "b", Anna, phone: foreign));

        Assert.Equal(1, report.NotedCount);
        Assert.Equal(person.Id, Assert.Single(await people.OfPhoneAsync(phone)).Id);
        Assert.Empty(await people.OfPhoneAsync(foreign));
    }

    [Fact]
    public async Task The_same_name_with_another_phone_is_another_Medcard()
    {
        await RunAsync(first, Family.Line(number, Anna, phone: phone));
        await RunAsync(second, Family.Line(number + "b", Anna, phone: foreign));

        Assert.Equal(first, Assert.Single(Assert.Single(await people.OfPhoneAsync(phone)).Policies).Insurer.InsurerId);
        Assert.Equal(second, Assert.Single(Assert.Single(await people.OfPhoneAsync(foreign)).Policies).Insurer.InsurerId);
    }

    [Fact]
    public async Task The_name_of_a_person_of_two_insurers_stays()
    {
        await RunAsync(first, Family.Line(number, Anna, phone: phone));
        await RunAsync(second, Family.Line(number, Anna, phone: phone));

        var report = await RunAsync(second, Family.Line(number, "Лимонадова Анна Павловна", phone: phone));

        Assert.Contains("ФИО", Assert.Single(report.Noted).Reason, StringComparison.Ordinal);
        var person = Assert.Single(await people.OfPhoneAsync(phone));
        Assert.Equal((Anna, 2), (person.Name, person.Policies.Count));
    }

    [Fact]
    public async Task Importing_a_refused_change_again_changes_nothing()
    {
        await RunAsync(first, Family.Line(number, Anna, phone: phone));
        await RunAsync(second, Family.Line(number, Anna, phone: phone));
        await RunAsync(second, Family.Line(number, Anna, phone: foreign));

        var report = await RunAsync(second, Family.Line(number, Anna, phone: foreign));

        Assert.Equal((0, 0, 1, 1), (report.Created, report.Updated, report.Unchanged, report.NotedCount));
    }

    private Task<ImportReport> RunAsync(InsurerId insurer, string line) => import.RunAsync(insurer, Family.File(Family.Header, line));
}

public sealed class SqliteTwoInsurersTests(SqliteStorage storage) : TwoInsurersTests(storage), IClassFixture<SqliteStorage>
{
    [Fact]
    public async Task A_policy_number_as_people_read_it_out_is_looked_up_by_an_index()
    {
        await using var connection = await storage.Fixture.ConnectAsync();

        var plan = string.Join('\n', (await Dapper.SqlMapper.QueryAsync<(int, int, int, string Detail)>(connection, $"EXPLAIN QUERY PLAN SELECT p.id FROM person p WHERE {People.HasPolicy}", new { wanted = "1" })).Select(step => step.Detail));

        Assert.Contains("policy_number_key", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("SCAN", plan, StringComparison.Ordinal);
    }
}

public sealed class PostgresTwoInsurersTests(PostgresStorage storage) : TwoInsurersTests(storage), IClassFixture<PostgresStorage>;
