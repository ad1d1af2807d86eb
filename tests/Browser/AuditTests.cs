using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Medzdrav.Tests.Browser;

/// <summary>The auditor finds who opened a Medcard, and so does the patient.</summary>
[Collection(Clinic.Shared)]
public sealed class AuditTests
{
    [Fact]
    public Task The_auditor_finds_who_opened_a_medcard_and_so_does_the_patient() => Clinic.VisitAsync(async clinic =>
    {
        var consultant = await clinic.ConsultantAsync();
        await consultant.GoOnDutyAsync();
        var patient = await clinic.PatientAsync();
        await patient.SignInAsync();
        await patient.Page.GotoAsync("/medcards");
        await patient.TestId("open-looks").ClickAsync();
        await patient.Expect("looks-empty").ToContainTextAsync("Медкарту никто не смотрел");
        await Gallery.TakeAsync(patient, "looks-empty");

        await patient.Page.GotoAsync("/");
        await patient.CallAsync("chat");
        await consultant.AnswerAsync();
        await consultant.Expect("patient-card").ToContainTextAsync("Проверкина");
        await consultant.CloseAsync();

        await patient.Page.GotoAsync("/medcards");
        await patient.TestId("open-looks").ClickAsync();
        var look = patient.TestId("look").Filter(new() { HasTextString = "Чтобы помочь в обращении." });
        await Assertions.Expect(look).ToContainTextAsync("Вежливая Анна Ивановна");
        await Assertions.Expect(look).ToContainTextAsync("Медконсультант");
        await Assertions.Expect(look).ToContainTextAsync(new Regex("[Кк]арточка пациента"));
        await Gallery.TakeAsync(patient, "looks");

        var auditor = await clinic.ColleagueAsync("auditor1");
        await Gallery.TakeAsync(auditor, "staff-start-auditor");
        await auditor.TestId("open-audit").ClickAsync();
        await auditor.Expect("audit").ToBeVisibleAsync();
        await Gallery.TakeAsync(auditor, "audit");
        await auditor.TestId("audit-who").FillAsync("Проверкина Анна");
        await auditor.TestId("audit-find").ClickAsync();
        await auditor.Expect("audit-found").ToContainTextAsync("уточните запрос");
        await Gallery.TakeAsync(auditor, "audit-several");
        await auditor.TestId("audit-who").FillAsync(patient.Phone);
        await auditor.TestId("audit-find").ClickAsync();
        await auditor.Expect("audit-person").ToContainTextAsync("Проверкина Анна");
        Assert.DoesNotMatch($"{Regex.Replace(patient.Phone, @"\D", "")[1..]}|%D0", new Uri(auditor.Page.Url).Query);
        var line = auditor.TestId("audit-line").Filter(new() { HasTextString = "карточка пациента" });
        await Assertions.Expect(line.First).ToContainTextAsync("Вежливая Анна Ивановна");
        await Gallery.TakeAsync(auditor, "audit-person");
        await auditor.TestId("audit-post").SelectOptionAsync("auditor");
        await auditor.TestId("audit-show").ClickAsync();
        await Assertions.Expect(auditor.TestId("audit-line").First).ToContainTextAsync("Проверкин Лев Аркадьевич");

        var (name, file) = await auditor.DownloadAsync("audit-export");
        Assert.Equal("audit.csv", name);
        Assert.Contains("Проверкин Лев Аркадьевич", file, StringComparison.Ordinal);
        await auditor.TestId("audit-from").FillAsync("2030-01-01");
        await auditor.TestId("audit-show").ClickAsync();
        await auditor.Expect("audit-empty").ToContainTextAsync("По этим условиям записей нет");
        await Gallery.TakeAsync(auditor, "audit-empty");

        await auditor.TestId("sign-out").ClickAsync();
        await auditor.Expect("login").ToBeVisibleAsync();

        await patient.Page.ReloadAsync();
        await Assertions.Expect(patient.TestId("look").First).ToContainTextAsync("Проверяли, кто и зачем открывал медкарты.");
    });
}
