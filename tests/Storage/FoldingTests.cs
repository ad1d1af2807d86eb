using Medzdrav.Contracts;
using Medzdrav.Grains;
using Medzdrav.Silo;

namespace Medzdrav.Tests.Storage;

/// <summary>A person and a policy are the same, however they were typed.</summary>
public abstract class FoldingTests(ClassStorage storage)
{
    private readonly PolicyImport import = storage.Get<PolicyImport>();
    private readonly IPeople people = storage.Get<IPeople>();
    private readonly string phone = Family.Phone();
    private readonly string number = "ДМС-" + Sample.Id()[..12];

    [Fact]
    public async Task Letters_of_two_characters_are_the_same_letters()
    {
        await using var file = Family.Case("05-nfd");

        var report = await import.RunAsync(InsurerId.Default, file);

        Assert.Equal((3, 1, 0), (report.Created, report.Unchanged, report.BadCount));
        Assert.Equal(["Н-1", "Н-2"], Assert.Single(await people.OfPhoneAsync("+79215000001")).Policies.Select(policy => policy.Number).Order());
        Assert.Equal("Йодов Йод Йодович", Assert.Single(await people.FindByPolicyAsync("Й-1")).Name);
        Assert.Equal("Андреев Семён Андреевич", Assert.Single(await people.OfPhoneAsync("+79215000001")).Name);
    }

    [Theory]
    [InlineData("Салтыкова-Щедрина Алёна", "САЛТЫКОВА – ЩЕДРИНА АЛЕНА")]
    [InlineData("Салтыкова-Щедрина Алёна", "Салтыкова Щедрина Але\u0308на")]
    [InlineData("Салтыкова-Щедрина Алёна", "Салтыкова\u2011Щедрина\u00a0Алёна\u200b")]
    [InlineData("Макарова Мария", "Maкaрова Maрия")]
    public async Task A_person_is_the_same_however_the_name_was_typed(string name, string typed)
    {
        await RunAsync(Family.Line(number, name, phone: phone), Family.Line(number + "b", typed, phone: phone));

        Assert.Equal(2, Assert.Single(await people.OfPhoneAsync(phone)).Policies.Count);
        Assert.Contains(await people.SearchAsync(Sample.Named(typed), 100), found => found.Phone == phone);
    }

    [Fact]
    public async Task A_policy_is_the_same_however_its_number_was_typed_and_keeps_its_first_spelling()
    {
        await RunAsync(Family.Line(number, phone: phone));

        var report = await RunAsync(Family.Line(number.Replace("ДМС-", "дмc – ", StringComparison.Ordinal), phone: phone, validTo: "31.12.2028"));

        Assert.Equal((0, 1), (report.Created, report.Updated));
        Assert.Equal((number, 2028), Assert.Single(Assert.Single(await people.OfPhoneAsync(phone)).Policies) is var policy ? (policy.Number, policy.ValidTo.Year) : default);
        Assert.Single(await people.FindByPolicyAsync($"№ {number.ToLowerInvariant().Replace('-', ' ')}".Replace("дмс ", "дмс\u2011", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Letters_of_two_alphabets_are_remarked_on()
    {
        var report = await RunAsync(Family.Line(number.Replace('С', 'C'), "Poмашкина Анна"), Family.Line(number + "b", "Ромашкина Ольга"));

        Assert.Equal((2, 0), (report.Created, report.BadCount));
        Assert.Equal(
            [new BadRow(2, "В номере полиса буквы двух алфавитов: похожие сравниваются как одна"), new BadRow(2, "В ФИО буквы двух алфавитов: похожие сравниваются как одна")], report.Noted);
    }

    [Fact]
    public async Task A_second_row_of_one_policy_typed_otherwise_is_its_second_row()
    {
        var report = await RunAsync(Family.Line(number, phone: phone), Family.Line(number.ToLowerInvariant(), phone: phone), Family.Line(number.Replace('-', '–'), phone: phone, validTo: "31.12.2029"));

        Assert.Equal((1, 1), (report.Created, report.Unchanged));
        Assert.Equal(new BadRow(4, "Этот полис уже был в строке 2, с другими данными"), Assert.Single(report.Bad));
    }

    protected Task<ImportReport> RunAsync(params string[] lines) => import.RunAsync(InsurerId.Default, Family.File([Family.Header, .. lines]));
}

public sealed class SqliteFoldingTests(SqliteStorage storage) : FoldingTests(storage), IClassFixture<SqliteStorage>;

public sealed class PostgresFoldingTests(PostgresStorage storage) : FoldingTests(storage), IClassFixture<PostgresStorage>;

/// <summary>Rows that an earlier rule folded.</summary>
public abstract class FormerFoldingTests(ClassStorage storage)
{
    private readonly PolicyImport import = storage.Get<PolicyImport>();
    private readonly IPeople people = storage.Get<IPeople>();

    [Fact]
    public async Task Who_was_stored_by_an_earlier_rule_is_found_by_todays()
    {
        await StoreAsync("former", "Салтыкова-Щедрина Алёна Павловна", "САЛТЫКОВА-ЩЕДРИНА АЛЕНА ПАВЛОВНА", "+79210000001", "дмc-7 7");
        await StoreAsync("plain", "Ромашкина Анна", "РОМАШКИНА АННА", "+79210000002", "ДМС-78");

        await SchemaUpgrade.ApplyAsync(storage.Fixture.Options);

        Assert.Equal("former", Assert.Single(await people.FindByPolicyAsync("ДМС-77")).Id.Value);
        Assert.Equal("former", Assert.Single(await people.SearchAsync(Sample.Named("Салтыкова Щедрина А"), 10)).Id.Value);
        Assert.Equal("plain", Assert.Single(await people.FindByPolicyAsync("дмс - 78")).Id.Value);
        var report = await import.RunAsync(InsurerId.Default, Family.File(Family.Header, Family.Line("ДМС–77", "Салтыкова Щедрина Алена Павловна", phone: "+79210000001")));
        Assert.Equal((0, 1, 0), (report.Created, report.Updated, report.BadCount));
        Assert.Equal("former", Assert.Single(await people.OfPhoneAsync("+79210000001")).Id.Value);
    }

    [Fact]
    public async Task Many_rows_are_folded_and_only_once()
    {
        await storage.Fixture.ExecuteAsync(
            """
            WITH RECURSIVE row (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM row WHERE n < 12000)
            INSERT INTO person (id, name, name_key, birth_date, sex) SELECT 'many' || n, 'Иванова-Петрова Анна', 'ИВАНОВА-ПЕТРОВА АННА', '1990-05-01', 'female' FROM row;
            UPDATE folding SET rule = 0;
            """);

        await SchemaUpgrade.ApplyAsync(storage.Fixture.Options);

        Assert.Equal(12_000, await storage.Fixture.ScalarAsync("SELECT count(*) FROM person WHERE name_key = 'ИВАНОВА ПЕТРОВА АННА'", new { }));
        await storage.Fixture.ExecuteAsync("UPDATE person SET name_key = 'КАК БЫЛО' WHERE id = 'many1'");
        await SchemaUpgrade.ApplyAsync(storage.Fixture.Options);
        Assert.Equal(1, await storage.Fixture.ScalarAsync("SELECT count(*) FROM person WHERE name_key = 'КАК БЫЛО'", new { }));
    }

    [Fact]
    public async Task Two_policies_that_fold_alike_stay_two_and_each_is_known_by_its_own_spelling()
    {
        await StoreAsync("first", "Ромашкина Анна Павловна", "РОМАШКИНА АННА ПАВЛОВНА", "+79210000003", "А 1-9");
        await storage.Fixture.ExecuteAsync("INSERT INTO policy (insurer, number, person, purchased_on, valid_from, valid_to) VALUES ('default', 'а1-9', 'first', '2026-01-01', '2026-01-01', '2027-01-01')");
        await SchemaUpgrade.ApplyAsync(storage.Fixture.Options);

        var report = await import.RunAsync(InsurerId.Default, Family.File(Family.Header, Family.Line("а1-9", phone: "+79210000003"), Family.Line("А 1-9", phone: "+79210000003")));

        Assert.Equal((0, 2, 0), (report.Created, report.Updated, report.BadCount));
        Assert.All(Assert.Single(await people.OfPhoneAsync("+79210000003")).Policies, policy => Assert.Equal(new DateOnly(2027, 12, 31), policy.ValidTo));
    }

    [Fact]
    public async Task Keys_of_a_newer_rule_are_left_alone()
    {
        await storage.Fixture.ExecuteAsync($"UPDATE folding SET rule = {Folding.Rule + 1}");

        await Assert.ThrowsAsync<SchemaTooNewException>(() => SchemaUpgrade.ApplyAsync(storage.Fixture.Options));

        await storage.Fixture.ExecuteAsync($"UPDATE folding SET rule = {Folding.Rule}");
    }

    private Task StoreAsync(string id, string name, string key, string phone, string number) => storage.Fixture.ExecuteAsync(
        $"""
        INSERT INTO person (id, name, name_key, birth_date, sex, phone) VALUES ('{id}', '{name}', '{key}', '1990-05-01', 'female', '{phone}');
        INSERT INTO policy (insurer, number, person, purchased_on, valid_from, valid_to) VALUES ('default', '{number}', '{id}', '2026-01-01', '2026-01-01', '2027-01-01');
        UPDATE folding SET rule = 0;
        """);
}

public sealed class SqliteFormerFoldingTests(SqliteStorage storage) : FormerFoldingTests(storage), IClassFixture<SqliteStorage>;

public sealed class PostgresFormerFoldingTests(PostgresStorage storage) : FormerFoldingTests(storage), IClassFixture<PostgresStorage>;
