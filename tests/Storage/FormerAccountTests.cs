using Medzdrav.Contracts;
using Medzdrav.Grains;
using Medzdrav.Silo;
using Medzdrav.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Medzdrav.Tests.Storage;

/// <summary>Operators give numbers to other people: whoever signed in by a number before its persons left is no holder of it any more.</summary>
public abstract class FormerAccountTests(ClassStorage storage)
{
    private readonly IAccounts accounts = storage.Get<IAccounts>();
    private readonly IPeople people = storage.Get<IPeople>();
    private readonly string phone = Family.Phone();
    private readonly string other = Family.Phone();
    private readonly string number = Sample.Id();

    [Fact]
    public async Task An_account_whose_last_person_left_is_over_and_the_number_gets_another_one()
    {
        await ImportAsync(Anna(phone), Boris(phone));
        var former = await SignInAsync(phone);
        await storage.Get<ICalendarLinks>().AddAsync(new CalendarLinkRecord(Sample.Id(), former, Sample.Id(), Sample.Now), 5);

        await ImportAsync(Anna(other));
        Assert.Equal((phone, false), (await accounts.PhoneOfAsync(former), await accounts.IsFormerAsync(former)));
        await ImportAsync(Boris(other));
        await ImportAsync(Vera(phone));

        Assert.Equal((null, true), (await accounts.PhoneOfAsync(former), await accounts.IsFormerAsync(former)));
        Assert.NotEqual(former, await SignInAsync(phone));
        Assert.Empty(await storage.Get<ICalendarLinks>().OfAsync(former));
        Assert.Equal(1, await CountAsync("SELECT count(*) FROM former_account WHERE id = @Value AND phone = @phone", former));
        Assert.Equal(1, await CountAsync("SELECT count(*) FROM due WHERE kind = 'account' AND key = @Value", former));
    }

    [Fact]
    public async Task A_number_of_which_nobody_was_known_keeps_its_sign_ins_when_a_person_comes()
    {
        var account = await SignInAsync(phone, minutesAgo: 1);

        await ImportAsync(Anna(phone), Boris(phone));
        await ImportAsync(Anna(phone), Boris(phone));
        await ImportAsync(Boris(other));

        Assert.Equal(account, await SignInAsync(phone));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1500)]
    public async Task Two_who_change_numbers_crosswise_read_nothing_of_each_other(int rowsBetween)
    {
        await ImportAsync(Anna(phone), Boris(other));
        var (annas, boriss) = (await SignInAsync(phone, minutesAgo: 1), await SignInAsync(other, minutesAgo: 1));

        await ImportAsync([Anna(other), .. Enumerable.Range(0, rowsBetween).Select(index => Family.Line($"{number}-{index}", $"Ромашкина Анна {index}")), Boris(phone)]);

        Assert.Null(await accounts.PhoneOfAsync(annas));
        Assert.Null(await accounts.PhoneOfAsync(boriss));
        Assert.Equal("Ромашкина Анна Павловна", Assert.Single(await people.OfPhoneAsync(other)).Name);
    }

    [Fact]
    public async Task A_new_holder_who_is_sent_before_the_former_one_has_gone_is_not_read_by_the_former_one()
    {
        await ImportAsync(Anna(phone));
        var former = await SignInAsync(phone, minutesAgo: 1);

        await ImportAsync(Vera(phone));
        Assert.Equal(phone, await accounts.PhoneOfAsync(former));
        await ImportAsync(Anna(other));

        Assert.Null(await accounts.PhoneOfAsync(former));
        var later = await SignInAsync(phone);
        await ImportAsync(Boris(phone));
        await ImportAsync(Boris(other));
        Assert.Equal(later, await SignInAsync(phone));
    }

    [Fact]
    public async Task A_new_holder_who_was_registered_by_a_consultant_likewise()
    {
        await ImportAsync(Anna(phone), Vera(""));
        var former = await SignInAsync(phone, minutesAgo: 1);
        var vera = Assert.Single(await people.FindByPolicyAsync(number + "v"));

        Assert.True(await people.BindPhoneAsync(vera.Id, phone, Sample.Audit(new StaffId("consultant"))));
        await ImportAsync(Anna(other));

        Assert.Null(await accounts.PhoneOfAsync(former));
        Assert.Equal(vera.Id, Assert.Single(await people.OfPhoneAsync(phone)).Id);
    }

    [Fact]
    public async Task Whom_one_row_moves_away_and_the_next_one_back_has_not_moved()
    {
        await ImportAsync(Anna(phone), Family.Line(number + "a2", "Ромашкина Анна Павловна", phone: phone));
        var account = await SignInAsync(phone);

        await ImportAsync(Anna(other), Family.Line(number + "a2", "Ромашкина Анна Павловна", phone: phone));

        Assert.Equal(account, await SignInAsync(phone));
    }

    [Fact]
    public async Task A_trial_ends_nothing()
    {
        await ImportAsync(Anna(phone));
        var account = await SignInAsync(phone);

        await storage.Get<PolicyImport>().RunAsync(InsurerId.Default, Family.File(Family.Header, Anna(other)), new ImportTerms(DryRun: true));

        Assert.Equal(account, await SignInAsync(phone));
    }

    private string Anna(string at) => Family.Line(number + "a", "Ромашкина Анна Павловна", phone: at);

    private string Boris(string at) => Family.Line(number + "b", "Лимонадов Борис Петрович", phone: at);

    private string Vera(string at) => Family.Line(number + "v", "Самоварова Вера Ильинична", phone: at);

    private Task<AccountId> SignInAsync(string by, int minutesAgo = 0) => accounts.AccountOfAsync(by, storage.Get<TimeProvider>().GetUtcNow().AddMinutes(-minutesAgo));

    private Task<ImportReport> ImportAsync(params string[] lines) => storage.Get<PolicyImport>().RunAsync(InsurerId.Default, Family.File([Family.Header, .. lines]));

    private Task<long> CountAsync(string sql, AccountId account) => storage.Fixture.ScalarAsync(sql, new { account.Value, phone });
}

public sealed class FormerAccountUpgradeTests
{
    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres, Traits = ["database", "postgres"])]
    public async Task Numbers_without_persons_are_signed_in_to_anew_after_the_upgrade_but_in_a_running_session(DatabaseKind kind)
    {
        await using var storage = await StorageFixture.CreateAsync(kind);
        var accounts = storage.Services.GetRequiredService<IAccounts>();
        var (phone, session) = (Family.Phone(), Sample.Session());
        await storage.Services.GetRequiredService<PolicyImport>().RunAsync(InsurerId.Default, Family.File(Family.Header, Family.Line("1", phone: phone)));
        var (held, left, talking) = (await accounts.AccountOfAsync(phone, Sample.Now), await accounts.AccountOfAsync(Family.Phone(), Sample.Now), await accounts.AccountOfAsync(Family.Phone(), Sample.Now));
        await storage.Services.GetRequiredService<IJournal>().AppendAsync(Sample.Commit(session, row: Sample.Row(session) with { Owner = Caller.Of(talking) }), TestContext.Current.CancellationToken);
        await storage.ExecuteAsync(
            """
            DROP TABLE former_account;
            ALTER TABLE person DROP COLUMN phone_since;
            DELETE FROM schema_version WHERE scriptname LIKE '%-former-accounts.sql';
            """);

        await SchemaUpgrade.ApplyAsync(storage.Options, TestContext.Current.CancellationToken);

        Assert.Equal((false, true, false), (await accounts.IsFormerAsync(held), await accounts.IsFormerAsync(left), await accounts.IsFormerAsync(talking)));
        Assert.Equal(phone, await accounts.PhoneOfAsync(held));
        Assert.Null(await accounts.PhoneOfAsync(left));
    }
}

public sealed class SqliteFormerAccountTests(SqliteStorage storage) : FormerAccountTests(storage), IClassFixture<SqliteStorage>;

public sealed class PostgresFormerAccountTests(PostgresStorage storage) : FormerAccountTests(storage), IClassFixture<PostgresStorage>;
