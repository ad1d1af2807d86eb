using Medzdrav.Contracts;
using Medzdrav.Grains;
using Medzdrav.Silo;

namespace Medzdrav.Tests.Storage;

/// <summary>A dry run says what an import would do, and does nothing.</summary>
public abstract class PolicyTrialTests(ClassStorage storage)
{
    private readonly PolicyImport import = storage.Get<PolicyImport>();
    private readonly IPeople people = storage.Get<IPeople>();
    private readonly string phone = Family.Phone();
    private readonly string number = Sample.Id();

    [Fact]
    public async Task A_trial_reports_as_the_import_does_and_stores_nothing()
    {
        await import.RunAsync(InsurerId.Default, Family.File(Family.Header, Family.Line(number + "-0", phone: phone), Family.Line(number + "-1", phone: phone)));
        string[] file =
        [
            Family.Header, Family.Line(number + "-0", phone: phone), Family.Line(number + "-1", phone: phone, validTo: "31.12.2029"), Family.Line(number + "-2", birthDate: "вчера"),
            .. Enumerable.Range(3, 1500).Select(index => Family.Line($"{number}-{index}", phone: phone)),
            Family.Line(number + "-3", phone: phone), Family.Line(number + "-0", phone: phone, validTo: "31.12.2028"), Family.Line(number + "-4", phone: phone, validTo: "31.12.2028"),
        ];

        var trial = await import.RunAsync(InsurerId.Default, Family.File(file), new ImportTerms(DryRun: true));
        Assert.Equal(2, Assert.Single(await people.OfPhoneAsync(phone)).Policies.Count);
        var report = await import.RunAsync(InsurerId.Default, Family.File(file));

        Assert.Equivalent(report, trial, strict: true);
        Assert.Equal((1500, 1, 2, 3), (trial.Created, trial.Updated, trial.Unchanged, trial.BadCount));
        Assert.Equal(1502, Assert.Single(await people.OfPhoneAsync(phone)).Policies.Count);
    }

    [Fact]
    public async Task A_report_may_list_every_row()
    {
        var file = Enumerable.Repeat(Family.Line(""), 1500).Prepend(Family.Header).ToArray();

        Assert.Equal(1500, (await import.RunAsync(InsurerId.Default, Family.File(file), new ImportTerms(ListedRows: int.MaxValue))).Bad.Length);
    }
}

public sealed class SqlitePolicyTrialTests(SqliteStorage storage) : PolicyTrialTests(storage), IClassFixture<SqliteStorage>;

public sealed class PostgresPolicyTrialTests(PostgresStorage storage) : PolicyTrialTests(storage), IClassFixture<PostgresStorage>;
