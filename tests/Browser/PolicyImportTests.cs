using System.Text;
using Microsoft.Playwright;

namespace Medzdrav.Tests.Browser;

/// <summary>An administrator loads an insurer's file, and a consultant finds its people and decides what the import doubts.</summary>
[Collection(Clinic.SharedBeside)]
public sealed class PolicyImportTests
{
    private const string Header = "Номер полиса;Дата покупки;Действует с;Действует по;ФИО;Дата рождения;Пол;Мобильный телефон";

    [Fact]
    public Task A_file_is_checked_then_loaded_and_its_report_read_and_downloaded() => Clinic.VisitAsync(async clinic =>
    {
        var administrator = await clinic.ColleagueAsync("administrator1");
        await administrator.TestId("place-import").ClickAsync();
        await administrator.ArriveAsync("/staff/admin/import");
        await administrator.TestId("import-check").ClickAsync();
        await administrator.Expect("import-error").ToHaveTextAsync("Выберите страховую компанию.");
        await Gallery.TakeAsync(administrator, "import-start");
        await administrator.TestId("import-insurer").SelectOptionAsync("default");
        await ChooseAsync(administrator, "полисы.csv",
            Line("З-1", "Загрузкина Алла Петровна", "01.05.1990", "+7 926 000-10-01"), Line("З-2", "Я", "01.05.1990", ""), Line("З-3", "Загрузкин Пётр", "01.05.1826", ""),
            Line("З-4", "Загрузкин Олег", "01.05.1985", "+375 29 123-45-67"), "З-5;01.02.2026;05.02.2026;04.02.2026;Загрузкина Яна;01.05.1990;ж;");
        await Assertions.Expect(administrator.TestId("import-enter")).ToBeDisabledAsync();

        await administrator.TestId("import-check").FocusAsync();
        await administrator.Page.Keyboard.PressAsync("Enter");
        await administrator.Expect("import-title").ToHaveTextAsync("Проверено, ничего не записано");
        await Assertions.Expect(administrator.TestId("import-line")).ToHaveCountAsync(4);
        await Assertions.Expect(administrator.TestId("import-report")).ToBeFocusedAsync();
        await Gallery.TakeAsync(administrator, "import-checked");

        await administrator.TestId("import-enter").ClickAsync();
        await administrator.Expect("import-title").ToHaveTextAsync("Загружено");
        await administrator.Expect("import-report").ToContainTextAsync("Добавлено2 полиса");
        var (_, report) = await administrator.DownloadAsync("import-download");
        Assert.StartsWith("\"Строка\";\"Что сделано\";\"Причина\"\r\n\"3\";\"пропущена\";\"«ФИО»", report, StringComparison.Ordinal);

        await ChooseAsync(administrator, "старое.xls", "не книга");
        await administrator.TestId("import-check").ClickAsync();
        await administrator.Expect("import-error").ToContainTextAsync("прежнего вида");
        await Assertions.Expect(administrator.TestId("import-enter")).ToBeDisabledAsync();
    });

    [Fact]
    public Task A_consultant_sees_both_sides_of_a_doubt_decides_and_decides_otherwise() => Clinic.VisitAsync(async clinic =>
    {
        var consultant = await clinic.ConsultantAsync();
        await consultant.GoOnDutyAsync();
        var administrator = await clinic.ColleagueAsync("administrator1");
        await LoadAsync(administrator, Line("С-1", "Сверкина Алёна Павловна", "01.05.1990", "+7 926 000-20-01"));
        await LoadAsync(administrator, Line("С-2", "Сверкина Алёна Павловна", "01.05.1990", "+7 926 000-20-02"));

        await consultant.Expect("task-match").ToBeVisibleAsync();
        await consultant.TestId("match-open").ClickAsync();
        await consultant.Expect("match-sides").ToContainTextAsync("20-01");
        await consultant.Expect("match-sides").ToContainTextAsync("20-02");
        await Gallery.TakeAsync(consultant, "match-asked");
        await consultant.TestId("match-samePerson").ClickAsync();
        await consultant.Expect("match-decided").ToContainTextAsync("Тот же человек");
        await consultant.TestId("match-close").ClickAsync();
        await consultant.Expect("task-match").ToBeHiddenAsync();
        Assert.Equal(1, await FindAsync(consultant, "сверкина алена"));

        await consultant.TestId("matches-decided").Locator("summary").ClickAsync();
        await consultant.TestId("match-reopen").ClickAsync();
        await Gallery.TakeAsync(consultant, "match-decided");
        await consultant.TestId("match-anotherPerson").ClickAsync();
        await consultant.Expect("match-decided").ToContainTextAsync("Другой человек");
        await consultant.TestId("match-close").ClickAsync();
        Assert.Equal(2, await FindAsync(consultant, "Алёна Свиркина"));
        Assert.Equal(1, await FindAsync(consultant, "20-02"));
        Assert.Equal(2, await FindAsync(consultant, "1.5.90 сверкина"));
        await Gallery.TakeAsync(consultant, "patient-found");
    });

    private static async Task LoadAsync(Colleague administrator, params string[] lines)
    {
        await administrator.Page.GotoAsync("/staff/admin/import");
        await administrator.TestId("import-insurer").SelectOptionAsync("default");
        await ChooseAsync(administrator, "полисы.csv", lines);
        await administrator.TestId("import-check").ClickAsync();
        await administrator.Expect("import-title").ToContainTextAsync("Проверено");
        await administrator.TestId("import-enter").ClickAsync();
        await administrator.Expect("import-title").ToHaveTextAsync("Загружено");
    }

    private static Task ChooseAsync(Colleague administrator, string name, params string[] lines) => administrator.TestId("import-file").SetInputFilesAsync(
        new FilePayload { Name = name, MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(string.Join("\r\n", [Header, .. lines])) });

    private static async Task<int> FindAsync(Consultant consultant, string query)
    {
        await consultant.TestId("patient-query").FillAsync(query);
        await consultant.TestId("patient-find").ClickAsync();
        await Assertions.Expect(consultant.TestId("patient-find")).Not.ToHaveAttributeAsync("aria-busy", "true");
        await consultant.Expect("found-count").ToContainTextAsync("Найдено");
        return await consultant.TestId("found-patient").CountAsync();
    }

    private static string Line(string number, string name, string born, string phone) => $"{number};01.02.2026;05.02.2026;04.02.2027;{name};{born};ж;{phone}";
}
