using Medzdrav.Contracts;
using Medzdrav.Grains;
using Medzdrav.Silo;
using Microsoft.Extensions.DependencyInjection;

namespace Medzdrav.Tests.Storage;

public abstract class PolicyChangeTests(ClassStorage storage)
{
    private readonly PolicyImport import = storage.Get<PolicyImport>();
    private readonly IPeople people = storage.Get<IPeople>();
    private readonly string phone = Family.Phone();
    private readonly string number = Sample.Id();

    [Fact]
    public async Task A_changed_policy_is_updated_and_may_lapse()
    {
        await RunAsync(Family.Header, Family.Line(number, phone: phone));

        var report = await RunAsync(Family.Header, Family.Line(number, phone: phone, validTo: "06.02.2026"));

        Assert.Equal((0, 1, 0), (report.Created, report.Updated, report.Unchanged));
        Assert.Equal(new DateOnly(2026, 2, 6), Assert.Single(Assert.Single(await people.OfPhoneAsync(phone)).Policies).ValidTo);
    }

    [Fact]
    public async Task A_policy_that_moves_to_another_phone_leaves_the_old_one_without_access()
    {
        var later = Family.Phone();
        await RunAsync(Family.Header, Family.Line(number, phone: phone));
        var before = Assert.Single(await people.OfPhoneAsync(phone));

        await RunAsync(Family.Header, Family.Line(number, phone: later));

        Assert.Empty(await people.OfPhoneAsync(phone));
        Assert.Equal(before.Id, Assert.Single(await people.OfPhoneAsync(later)).Id);
    }

    [Fact]
    public async Task Who_gets_another_phone_while_a_session_is_open_is_woken()
    {
        string[] before = [Family.Header, Family.Line(number, "Ромашкина Анна", phone: phone), Family.Line(number + "b", "Лимонадов Пётр", phone: phone)];
        await RunAsync(before);
        var family = await people.OfPhoneAsync(phone);
        foreach (var person in family)
        {
            var session = Sample.Session();
            await storage.Get<IJournal>().AppendAsync(Sample.Commit(session, row: Sample.Row(session) with { Patient = person.Id, ClosedAt = person.Name == "Лимонадов Пётр" ? Sample.Now : null }), TestContext.Current.CancellationToken);
        }
        await RunAsync(before);
        Assert.Empty(await WokenAsync(family));

        var later = Family.Phone();
        await RunAsync(Family.Header, Family.Line(number, "Ромашкина Анна", phone: later), Family.Line(number + "b", "Лимонадов Пётр", phone: later));

        Assert.Equal(family.Single(person => person.Name == "Ромашкина Анна").Id, Assert.Single(await WokenAsync(family)));
    }

    [Fact]
    public async Task A_phone_that_the_file_leaves_out_is_kept()
    {
        await RunAsync(Family.Header, Family.Line(number, phone: phone));
        await RunAsync(Family.Header, Family.Line(number));

        Assert.Equal(phone, Assert.Single(await people.OfPhoneAsync(phone)).Phone);
    }

    [Fact]
    public async Task A_policy_of_another_name_leaves_the_first_persons_history_alone()
    {
        await RunAsync(Family.Header, Family.Line(number, "Ромашкина Анна", phone: phone));
        var before = Assert.Single(await people.OfPhoneAsync(phone));

        await RunAsync(Family.Header, Family.Line(number, "Лимонадов Пётр", phone: phone));

        var after = await people.OfPhoneAsync(phone);
        Assert.Empty(after.Single(person => person.Id == before.Id).Policies);
        Assert.Equal("Лимонадов Пётр", after.Single(person => person.Id != before.Id).Name);
    }

    [Theory]
    [InlineData("Ромашкина Анна Павловна", "Лимонадова Анна Павловна", true)]
    [InlineData("Ромашкина Анна", "Ромашкина Анна Павловна", true)]
    [InlineData("Ромашкина Анна Павловна", "Ромашкина Анна Петровна", true)]
    [InlineData("Ромашкина Алина Павловна", "Ромашкина Арина Павловна", false)]
    [InlineData("Ромашкина Анна Павловна", "Лимонадова Анна Петровна", false)]
    [InlineData("Ромашкина Анна", "Лимонадова Анна", false)]
    public async Task A_corrected_name_stays_the_same_person_unless_it_might_be_a_twin(string name, string later, bool same)
    {
        await RunAsync(Family.Header, Family.Line(number, name, phone: phone));
        var before = Assert.Single(await people.OfPhoneAsync(phone));

        await RunAsync(Family.Header, Family.Line(number, later, phone: phone), Family.Line(number + "b", later, phone: phone));

        var holder = (await people.OfPhoneAsync(phone)).Single(person => person.Policies.Count == 2);
        Assert.Equal((same, later), (holder.Id == before.Id, holder.Name));
    }

    [Theory]
    [InlineData("Ромашкина Анна Павловна", "Лимонадова Анна Павловна", true)]
    [InlineData("Ромашкина Анна", "Ромашкина Анна Павловна", true)]
    [InlineData("Ромашкина Анна Павловна", "Ромашкина Анна Петровна", false)]
    [InlineData("Ромашкина Алина Павловна", "Ромашкина Арина Павловна", false)]
    public async Task A_new_policy_of_a_corrected_name_on_the_same_phone_is_the_same_persons(string name, string later, bool same)
    {
        await RunAsync(Family.Header, Family.Line(number, name, phone: phone));

        await RunAsync(Family.Header, Family.Line(number + "b", later, phone: phone));

        Assert.Equal(same ? 1 : 2, (await people.OfPhoneAsync(phone)).Count);
    }

    [Fact]
    public async Task The_same_name_with_another_birth_date_is_another_person()
    {
        await RunAsync(Family.Header, Family.Line(number, phone: phone), Family.Line(number + "b", birthDate: "02.05.1990", phone: phone));

        Assert.Equal(2, (await people.OfPhoneAsync(phone)).Count);
    }

    [Fact]
    public async Task A_second_row_of_one_policy_that_disagrees_is_left_out_and_names_the_first()
    {
        string[] rows = [.. Enumerable.Range(0, 1500).Select(index => Family.Line($"{number}-{index}", $"Ромашкина Анна {index}"))];
        var report = await RunAsync([Family.Header, Family.Line(number, phone: phone), .. rows, Family.Line(number, phone: phone), Family.Line(number, phone: phone, validTo: "31.12.2029")]);

        Assert.Equal((1501, 1, 1), (report.Created, report.Unchanged, report.BadCount));
        Assert.Equal(new BadRow(1504, "Этот полис уже был в строке 2, с другими данными"), Assert.Single(report.Bad));
        Assert.Equal(2027, Assert.Single(Assert.Single(await people.OfPhoneAsync(phone)).Policies).ValidTo.Year);
    }

    [Fact]
    public async Task Rows_of_two_imports_may_disagree()
    {
        await RunAsync(Family.Header, Family.Line(number, phone: phone));

        Assert.Empty((await RunAsync(Family.Header, Family.Line(number, phone: phone, validTo: "31.12.2029"))).Bad);
    }

    [Fact]
    public async Task An_import_stopped_half_way_and_repeated_ends_the_same()
    {
        var file = Rows(3000);
        using var stop = new CancellationTokenSource();
        var stopping = new Told(_ => stop.Cancel());

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => import.RunAsync(InsurerId.Default, Family.File(file), stopping, stop.Token));
        var report = await RunAsync(file);

        Assert.Equal((2000, 0, 1000), (report.Created, report.Updated, report.Unchanged));
        Assert.Equal(3000, (await people.OfPhoneAsync(phone)).Sum(person => person.Policies.Count));
    }

    [Fact]
    public async Task Imports_at_once_make_nobody_twice()
    {
        // A second process has a pool, or on SQLite a connection, of its own.
        await using var other = new ServiceCollection().AddLogging().AddStorage(storage.Fixture.Configuration).BuildServiceProvider();
        var file = Rows(2000);
        string[] backwards = [Family.Header, .. file.Skip(1).Reverse()];

        await Task.WhenAll(
            import.RunAsync(InsurerId.Default, Family.File(file)),
            import.RunAsync(InsurerId.Default, Family.File(backwards)),
            other.GetRequiredService<PolicyImport>().RunAsync(InsurerId.Default, Family.File(file)),
            other.GetRequiredService<PolicyImport>().RunAsync(InsurerId.Default, Family.File(backwards)));

        var family = await people.OfPhoneAsync(phone);
        Assert.Equal(500, family.Count);
        Assert.All(family, person => Assert.Equal(4, person.Policies.Count));
    }

    [Fact]
    public async Task An_import_gets_over_a_database_that_is_away_for_a_moment()
    {
        var running = default(Task<ImportReport>);
        await using (await storage.Fixture.BlockPoliciesAsync())
        {
            running = RunAsync(Family.Header, Family.Line(number, phone: phone));
            await Assert.ThrowsAsync<TimeoutException>(() => running.WaitAsync(storage.Fixture.Options.Patience * 1.2));
        }
        var report = await running;

        Assert.Equal(1, report.Created + report.Unchanged);
        Assert.Single(await people.OfPhoneAsync(phone));
    }

    /// <summary>A quarter as many persons as policies, all on one phone.</summary>
    private string[] Rows(int count) =>
        [Family.Header, .. Enumerable.Range(0, count).Select(index => Family.Line($"{number}-{index:0000}", $"Ромашкина Анна{index % (count / 4)} Павловна", phone: phone))];

    private Task<ImportReport> RunAsync(params string[] lines) => import.RunAsync(InsurerId.Default, Family.File(lines));

    /// <summary>The persons of a family who have a due row.</summary>
    private async Task<PatientId[]> WokenAsync(IReadOnlyList<PersonRecord> family)
    {
        var woken = new List<PatientId>();
        foreach (var person in family)
            if (await storage.Fixture.ScalarAsync("SELECT count(*) FROM due WHERE kind = 'patient' AND key = @Value", new { person.Id.Value }) == 1)
                woken.Add(person.Id);
        return [.. woken];
    }

    private sealed class Told(Action<ImportStep> tell) : IProgress<ImportStep>
    {
        public void Report(ImportStep value) => tell(value);
    }
}

public sealed class SqlitePolicyChangeTests(SqliteStorage storage) : PolicyChangeTests(storage), IClassFixture<SqliteStorage>;

public sealed class PostgresPolicyChangeTests(PostgresStorage storage) : PolicyChangeTests(storage), IClassFixture<PostgresStorage>;
