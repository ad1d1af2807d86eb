using Medzdrav.Contracts;
using Medzdrav.Grains;
using Medzdrav.Silo;

namespace Medzdrav.Tests.Storage;

/// <summary>Insurers' workbooks, read cell by cell.</summary>
public sealed class WorkbookTests(SqliteStorage storage) : IClassFixture<SqliteStorage>
{
    private static readonly DateOnly Bought = new(2026, 2, 1);
    private static readonly DateOnly Until = new(2027, 12, 31);
    private static readonly DateOnly Born = new(1990, 5, 1);
    private readonly PolicyImport import = storage.Get<PolicyImport>();
    private readonly IPeople people = storage.Get<IPeople>();
    private readonly string phone = Family.Phone();
    private readonly string number = Sample.Id();

    [Fact]
    public async Task Numbers_keep_their_digits_and_zeros_and_dates_are_dates()
    {
        var digits = double.Parse("770" + phone[5..], System.Globalization.CultureInfo.InvariantCulture);
        var report = await RunAsync(("Лист1", [
            ["Реестр застрахованных на 01.11.2026"],
            [],
            Header(),
            [digits, Bought, Bought, Until, "Ромашкина Анна", Born, "ж", double.Parse(phone[1..], System.Globalization.CultureInfo.InvariantCulture)],
            [new Workbook.Padded(77), "01.02.2026 10:15", "2026-02-01", "31/12/2027", "Ромашкина Анна", "1.5.1990 г.", "Ж", phone],
            ["Итого: 2"],
        ]));

        Assert.Equal((2, 1), (report.Created, report.BadCount));
        Assert.Equal(new BadRow(6, "Строка итогов, а не полис"), Assert.Single(report.Bad));
        var person = Assert.Single(await people.OfPhoneAsync(phone));
        Assert.Equal(["00000077", "770" + phone[5..]], person.Policies.Select(policy => policy.Number).Order());
        Assert.All(person.Policies, policy => Assert.Equal((Bought, Until), (policy.PurchasedOn, policy.ValidTo)));
        Assert.Equal(Born, person.BirthDate);
    }

    [Fact]
    public async Task A_number_whose_digits_the_spreadsheet_lost_is_a_bad_row()
    {
        var report = await RunAsync(("Лист1", [Header(), [7.7e15, Bought, Bought, Until, "Ромашкина Анна", Born, "ж", null], [Bought, Bought, Bought, Until, "Ромашкина Анна", Born, "ж", null]]));

        Assert.Equal(
            ["«Номер полиса»: номер записан как 7.7E+15: сделайте столбец текстовым", "«Номер полиса»: номер записан как дата: сделайте столбец текстовым"], report.Bad.Select(row => row.Reason));
    }

    [Fact]
    public async Task The_sheet_with_the_policies_is_found_and_of_two_one_is_named()
    {
        (string, object?[][])[] book = [("О файле", [["Выгрузка", "за ноябрь"]]), ("Полисы", [Header(), Row(number)])];
        Assert.Equal((1, 0), await RunAsync(book) is var found ? (found.Created, found.BadCount) : default);

        book = [.. book, ("Ещё", [Header(), Row(number + "b")])];
        Assert.Equal("В книге несколько листов с полисами: «Полисы», «Ещё». Назовите один или оставьте один", Assert.Single((await RunAsync(book)).Bad).Reason);
        var named = await import.RunAsync(InsurerId.Default, Workbook.Of(book), new ImportTerms(Sheet: "Ещё"));
        Assert.Equal((1, 0), (named.Created, named.BadCount));
        Assert.StartsWith("В книге нет листа «Нет»", Assert.Single((await import.RunAsync(InsurerId.Default, Workbook.Of(book), new ImportTerms(Sheet: "Нет"))).Bad).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_book_without_policies_or_with_broken_parts_is_said_to_be_so()
    {
        Assert.Equal("В заголовке нет столбцов: Пол, Мобильный телефон", Assert.Single((await RunAsync(("Лист1", [[.. Header()[..6]], [.. Row(number)[..6]]]))).Bad).Reason);
        Assert.StartsWith("В первых 20 строках нет заголовка", Assert.Single((await RunAsync(("Лист1", [["Пусто"]]))).Bad).Reason, StringComparison.Ordinal);
        var whole = Workbook.Of(("Лист1", [Header(), Row(number)])).ToArray();

        var cut = await import.RunAsync(InsurerId.Default, new MemoryStream(whole[..(whole.Length / 2)]));
        Assert.Equal(new BadRow(1, "Книга Excel повреждена или это не книга Excel"), Assert.Single(cut.Bad));
    }

    [Fact]
    public async Task Many_rows_are_read()
    {
        var report = await RunAsync(("Лист1", [Header(), .. Enumerable.Range(0, 3000).Select(index => Row($"{number}-{index}"))]));

        Assert.Equal((3000, 0), (report.Created, report.BadCount));
    }

    [Theory]
    [InlineData("000-000-0000", 12345678, "001-234-5678")]
    [InlineData("\"ДМС-\"000000", 123, "ДМС-000123")]
    [InlineData("00000000\"/26\"", 77, "00000077/26")]
    [InlineData("\\Д0000", 12, "Д0012")]
    [InlineData("\"№ \"#", 12345, "№ 12345")]
    [InlineData("000", 54321, "54321")]
    [InlineData("#,##0.00", 64321, "64321")]
    [InlineData("# ##0", 74321, "74321")]
    [InlineData("dd.mm.yyyy", 770012345678, "770012345678")]
    public async Task A_number_is_read_as_it_is_shown(string format, double stored, string shown)
    {
        var report = await RunAsync(("Лист1", [Header(), [new Workbook.Formatted(format, stored), Bought, Bought, Until, "Ромашкина Анна", Born, "ж", phone]]));

        Assert.Equal((1, 0), (report.Created, report.BadCount));
        Assert.Equal(shown, Assert.Single(Assert.Single(await people.OfPhoneAsync(phone)).Policies).Number);
    }

    [Fact]
    public async Task An_error_in_a_cell_is_no_empty_cell()
    {
        var report = await RunAsync(
            ("О файле", [[new Workbook.Failed("#N/A")]]),
            ("Полисы", [Header(), [.. Row(number)[..7], new Workbook.Failed("#N/A")], [new Workbook.Failed("#REF!"), .. Row(number)[1..]], Row(number + "b")]));

        Assert.Equal(["«Мобильный телефон»: ошибка формулы вместо значения", "«Номер полиса»: ошибка формулы вместо значения"], report.Bad.Select(row => row.Reason));
        Assert.Equal(1, report.Created);
    }

    private object?[] Row(string policy) => [policy, Bought, Bought, Until, "Ромашкина Анна", Born, "ж", phone];

    private static object?[] Header() => [.. Family.Header.Split(';')];

    private Task<ImportReport> RunAsync(params (string, object?[][])[] sheets) => import.RunAsync(InsurerId.Default, Workbook.Of(sheets));
}
