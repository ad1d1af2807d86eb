using System.Text;
using Medzdrav.Contracts;
using Medzdrav.Grains;
using Medzdrav.Silo;

namespace Medzdrav.Tests.Storage;

/// <summary>Files and rows that are not what they should be.</summary>
public sealed class PolicyFaultTests(SqliteStorage storage) : IClassFixture<SqliteStorage>
{
    private readonly PolicyImport import = storage.Get<PolicyImport>();
    private readonly IPeople people = storage.Get<IPeople>();
    private readonly string phone = Family.Phone();
    private readonly string number = Sample.Id();

    [Fact]
    public async Task Bad_rows_are_listed_by_line_and_good_ones_kept()
    {
        var report = await RunAsync(
            Family.Header,
            Family.Line(number, phone: phone),
            "",
            Family.Line("", phone: phone),
            Family.Line(number + "1", phone: "+7 495 123-45-67"),
            Family.Line(number + "2", birthDate: "31.02.1990"),
            Family.Line(number + "3", birthDate: "01.01.2090"),
            Family.Line(number + "4", name: "Анна"),
            Family.Line(number + "5", validTo: "01.01.2020"),
            "\"" + Family.Line(number + "6"),
            $"{number}7;01.02.2026",
            Family.Line(number + "8", "Ромашкина\u0007Анна Павловна"),
            Family.Line(number + "9", "Лимонадов Пётр", phone: phone));

        Assert.Equal((2, 9), (report.Created, report.BadCount));
        Assert.Equal([4, 5, 6, 7, 8, 9, 10, 11, 12], report.Bad.Select(row => row.Line));
        Assert.Equal(
            [
                "«Номер полиса»: пусто", "«Мобильный телефон»: не номер мобильного, нужен номер вида +7 912 345-67-89", "«Дата рождения»: не читается, нужна дата вида 31.12.2026",
                "«Дата рождения»: в будущем", "«ФИО»: не полностью, нужны фамилия и имя", "«Действует по»: раньше, чем «Действует с»", "Кавычка открыта, но не закрыта", "Строка обрывается: полей 2, а столбцов 8", "Недопустимые знаки: строка не в той кодировке, что весь файл",
            ],
            report.Bad.Select(row => row.Reason));
        Assert.All(report.Bad, row => Assert.DoesNotContain("Ромашкин", row.Reason, StringComparison.Ordinal));
        Assert.Equal(2, (await people.OfPhoneAsync(phone)).Count);
    }

    [Fact]
    public async Task A_picture_is_no_letter_of_a_name()
    {
        var report = await RunAsync(Family.Header, Family.Line(number, "Ромашкина 😀 Анна"), Family.Line(number + "1", "#Н/Д"), Family.Line("#Н/Д"));

        Assert.Equal(
            ["Недопустимые знаки: строка не в той кодировке, что весь файл", "«ФИО»: ошибка формулы вместо значения", "«Номер полиса»: ошибка формулы вместо значения"],
            report.Bad.Select(row => row.Reason));
    }

    [Fact]
    public async Task A_forgotten_quote_spoils_its_row_only()
    {
        string[] rows = [.. Enumerable.Range(0, 3000).Select(index => Family.Line($"{number}-{index}", index == 1000 ? "\"Ромашкина Анна" : $"Ромашкина Анна {index}"))];

        var report = await RunAsync([Family.Header, .. rows]);

        Assert.Equal(2999, report.Created);
        Assert.Equal(new BadRow(1002, "Кавычка открыта, но не закрыта"), Assert.Single(report.Bad));
    }

    [Fact]
    public async Task A_forgotten_quote_before_a_quoted_row_spoils_its_row_only()
    {
        var report = await RunAsync(Family.Header, Family.Line(number, "\"Ромашкина Анна"), Family.Line(number + "1", "\"Ромашкина Анна\""), Family.Line(number + "2"));

        Assert.Equal(2, report.Created);
        Assert.Equal(new BadRow(2, "После закрывающей кавычки стоит лишнее"), Assert.Single(report.Bad));
    }

    [Fact]
    public async Task Lines_are_counted_with_those_inside_quotes()
    {
        var report = await RunAsync(Family.Header, Family.Line(number, "\"Ромашкина\r\n\r\nАнна\"", phone: phone), Family.Line(""));

        Assert.Equal(5, Assert.Single(report.Bad).Line);
        Assert.Equal("Ромашкина Анна", Assert.Single(await people.OfPhoneAsync(phone)).Name);
    }

    [Theory]
    [InlineData("=HYPERLINK(\"http://example.org\") Анна")]
    [InlineData("@SUM(1) Анна")]
    [InlineData("+1+1 Анна")]
    [InlineData("-2+3 Анна")]
    public async Task Formulas_are_left_out(string name)
    {
        Assert.Equal("«ФИО»: формула вместо значения", Assert.Single((await RunAsync(Family.Header, Family.Line(number, name))).Bad).Reason);
        Assert.Equal("«Номер полиса»: формула вместо значения", Assert.Single((await RunAsync(Family.Header, Family.Line("=A1"))).Bad).Reason);
    }

    [Theory]
    [InlineData(30)]
    [InlineData(60)]
    [InlineData(95)]
    public async Task A_file_cut_off_in_a_row_keeps_the_rows_before_it(int kept)
    {
        var report = await RunAsync(Family.Header, Family.Line(number, phone: phone), Family.Line(new string('9', 32), phone: phone)[..kept]);

        Assert.Equal((1, 1), (report.Created, report.BadCount));
        Assert.Equal(3, report.Bad[0].Line);
    }

    [Fact]
    public async Task A_row_with_fields_too_many_is_left_out()
    {
        var report = await RunAsync(Family.Header, Family.Line(number, "Ромашкина; Анна", phone: phone), Family.Line(number + "1") + ";;");

        Assert.Equal((1, "Лишние поля: их 9, а столбцов 8"), (report.Created, Assert.Single(report.Bad).Reason));
    }

    [Fact]
    public async Task At_most_a_thousand_bad_rows_are_listed()
    {
        var report = await RunAsync([Family.Header, .. Enumerable.Repeat(Family.Line(""), 1500)]);

        Assert.Equal((1000, 1500), (report.Bad.Length, report.BadCount));
    }

    [Theory]
    [InlineData("", "Файл пуст")]
    [InlineData("\r\n\r\n", "Файл пуст")]
    [InlineData(Family.Header, "В файле только заголовок, полисов нет")]
    [InlineData("Номер полиса;ФИО\r\n1;Ромашкина Анна", "В заголовке нет столбцов: Дата покупки, Действует с, Действует по, Дата рождения, Пол, Мобильный телефон")]
    [InlineData("PK\u0003\u0004\u0014\u0000", "Книга Excel повреждена или это не книга Excel")]
    [InlineData("\u007fELF\u0000\u0000", "Это не текстовый файл. В Excel: «Сохранить как», тип «Книга Excel (.xlsx)» или «CSV UTF-8 (разделитель — запятая)»")]
    public async Task What_is_no_such_file_is_said_plainly(string text, string reason) =>
        Assert.Equal([new BadRow(1, reason)], (await RunAsync(text)).Bad);

    [Fact]
    public async Task One_row_of_another_encoding_is_noticed()
    {
        var report = await import.RunAsync(InsurerId.Default, new MemoryStream([.. Encoding.UTF8.GetBytes(Family.Header + "\r\n" + number + ";01.02.2026;05.02.2026;04.02.2027;"), 0xD0, 0xEE, 0xEC, 0x20, 0xC0, .. ";01.01.1990;M;"u8]));

        Assert.Contains("кодировке", Assert.Single(report.Bad).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_of_any_length_is_not_read_into_memory()
    {
        var report = await RunAsync(Family.Header, Family.Line(number, phone: phone), new string('x', 1_000_000), Family.Line(number + "2", phone: phone));

        Assert.Equal(2, report.Created);
        Assert.Equal(new BadRow(3, "Строка длиннее 64 тысяч знаков"), Assert.Single(report.Bad));
    }

    private Task<ImportReport> RunAsync(params string[] lines) => import.RunAsync(InsurerId.Default, Family.File(lines));
}
