using Medzdrav.Contracts;
using Medzdrav.Grains;
using Medzdrav.Silo;

namespace Medzdrav.Tests.Storage;

/// <summary>Small files as spreadsheets and programs spoil them (Data/Cases); the people are invented.</summary>
public sealed class PolicyCaseTests(SqliteStorage storage) : IClassFixture<SqliteStorage>
{
    private readonly PolicyImport import = storage.Get<PolicyImport>();
    private readonly IPeople people = storage.Get<IPeople>();

    [Fact]
    public async Task Separators_left_out_behind_the_last_value_are_no_cut()
    {
        var report = await RunAsync("01-trailing");

        Assert.Equal(40, report.Created);
        Assert.Equal(new BadRow(42, "Строка обрывается: полей 5, а столбцов 8"), Assert.Single(report.Bad));
        Assert.Null(Assert.Single(await people.FindByPolicyAsync("T1-39")).Phone);
    }

    [Fact]
    public async Task Scientific_notation_is_told_by_column_and_makes_no_policy()
    {
        var report = await RunAsync("02-sci");

        Assert.Equal(0, report.Created);
        Assert.Equal(
            [
                new BadRow(2, "«Номер полиса»: номер записан как 7,70E+15: сделайте столбец текстовым"), new BadRow(3, "«Номер полиса»: номер записан как 7,70E+15: сделайте столбец текстовым"),
                new BadRow(4, "«Номер полиса»: номер записан как 7.7E15: сделайте столбец текстовым"), new BadRow(5, "«Мобильный телефон»: номер записан как +7.91234568E+10: сделайте столбец текстовым"),
            ],
            report.Bad);
    }

    [Fact]
    public async Task A_phone_that_was_counted_with_is_the_same_phone_or_none()
    {
        var report = await RunAsync("03-float");

        Assert.Equal((3, 1), (report.Created, report.BadCount));
        Assert.Equal(["F3-1", "F3-2", "F3-3"], (await people.OfPhoneAsync("+79123456789")).SelectMany(person => person.Policies).Select(policy => policy.Number).Order());
        Assert.Equal(new BadRow(5, "«Мобильный телефон»: номер записан как 8912345678.0: сделайте столбец текстовым"), Assert.Single(report.Bad));
    }

    [Fact]
    public async Task Years_that_cannot_be_meant_are_bad_and_their_columns_named()
    {
        var report = await RunAsync("09-years");

        Assert.Equal(0, report.Created);
        Assert.Equal(
            [
                "«Дата рождения»: не читается, нужна дата вида 31.12.2026", "«Действует с»: год раньше 1990 или позже 2100, нужна дата вида 31.12.2026",
                "«Действует по»: год раньше 1990 или позже 2100, нужна дата вида 31.12.2026", "«Дата покупки»: год раньше 1990 или позже 2100, нужна дата вида 31.12.2026",
            ],
            report.Bad.Select(row => row.Reason));
    }

    [Fact]
    public async Task Two_columns_of_one_heading_are_refused_by_name() =>
        Assert.Equal([new BadRow(1, "В заголовке два столбца «Телефон»: оставьте один или назовите нужный иначе")], (await RunAsync("11-dup")).Bad);

    [Fact]
    public async Task A_title_is_passed_over_and_a_repeated_header_and_a_total_are_bad_rows()
    {
        var report = await RunAsync("12-around");

        Assert.Equal(2, report.Created);
        Assert.Equal([new BadRow(4, "Повтор заголовка, а не полис"), new BadRow(6, "Строка итогов, а не полис")], report.Bad);
    }

    [Theory]
    [InlineData("01.05.1990")]
    [InlineData("1.5.1990 г.")]
    [InlineData("01.05.1990г")]
    [InlineData("01.05.1990 года")]
    [InlineData("01-05-1990")]
    [InlineData("01/05/1990")]
    [InlineData("01. 05. 1990")]
    [InlineData("01–05–1990")]
    [InlineData("1990-05-01")]
    [InlineData("1990.05.01")]
    [InlineData("1990/5/1")]
    [InlineData("01.05.1990 10:15")]
    [InlineData("01.05.1990, 23:59:59")]
    [InlineData("1990-05-01T21:00:00")]
    [InlineData("1990-05-01T00:00:00Z")]
    [InlineData("1990-05-01T00:00:00.000+03:00")]
    [InlineData("\u200e01.05.1990\u00a0")]
    [InlineData("01.05.90", false)]
    [InlineData("05/31/1990", false)]
    [InlineData("31.02.1990", false)]
    [InlineData("01.05.0990 г. н. э.", false)]
    [InlineData("01.05-1990", false)]
    [InlineData("1990-04-30T21:00:00Z", false)]
    [InlineData("32994", false)]
    [InlineData("", false)]
    public void Dates_are_read_as_people_and_programs_write_them(string written, bool isRead = true) =>
        Assert.Equal(isRead ? new DateOnly(1990, 5, 1) : null, WrittenDate.Read(written));

    [Theory]
    [InlineData("05.02.2056", true)]
    [InlineData("06.02.2056", false)]
    [InlineData("31.12.2101", false)]
    public async Task A_term_is_at_most_thirty_years(string validTo, bool good)
    {
        var report = await import.RunAsync(InsurerId.Default, Family.File(Family.Header, Family.Line(Sample.Id(), validTo: validTo)));

        Assert.Equal(good ? 0 : 1, report.BadCount);
        Assert.All(report.Bad, row => Assert.StartsWith("«Действует по»: ", row.Reason, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_reason_names_the_column_as_the_file_does()
    {
        var header = Family.Header.Replace("Дата рождения", "Дата рожд.", StringComparison.Ordinal);

        var report = await import.RunAsync(InsurerId.Default, Family.File(header, Family.Line(Sample.Id(), birthDate: "вчера"), Family.Line(Sample.Id(), birthDate: "")));

        Assert.Equal(["«Дата рожд.»: не читается, нужна дата вида 31.12.2026", "«Дата рожд.»: пусто, нужна дата вида 31.12.2026"], report.Bad.Select(row => row.Reason));
    }

    [Theory]
    [InlineData("ДМС 77.0", true)]
    [InlineData("7700123456.0", false)]
    [InlineData("77Е15", true)]
    [InlineData("7E+15", false)]
    [InlineData("01.12.2026", false)]
    public async Task A_number_that_was_counted_with_is_no_policys(string number, bool good) =>
        Assert.Equal(good ? 0 : 1, (await import.RunAsync(InsurerId.Default, Family.File(Family.Header, Family.Line(number)), new ImportTerms(DryRun: true))).BadCount);

    private async Task<ImportReport> RunAsync(string name)
    {
        await using var file = Family.Case(name);
        return await import.RunAsync(InsurerId.Default, file);
    }
}
