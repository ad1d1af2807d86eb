using Microsoft.Playwright;

namespace Medzdrav.Tests.Browser;

/// <summary>An insurer gives a person another number while they talk.</summary>
[Collection(Clinic.Shared)]
public sealed class LoginChangeTests
{
    [Fact]
    public Task The_former_numbers_page_says_why_it_is_out_and_the_talk_goes_on_under_the_new_number() => Clinic.VisitAsync(async clinic =>
    {
        await ImportAsync(clinic, "+7 900 555-10-01");
        var consultant = await clinic.ConsultantAsync();
        await consultant.GoOnDutyAsync();
        var former = await clinic.PatientAsync("+7 900 555-10-01");
        await former.SignInAsync();
        await former.CallAsync("chat");
        await consultant.AnswerAsync();
        await former.ExpectStageAsync("talk");
        var session = former.SessionId;

        await ImportAsync(clinic, "+7 900 555-10-02");

        // The page of the talk says so, or the one to sign in on: the sign-in is over at the same moment.
        await Assertions.Expect(former.Page.GetByText("Страховая компания изменила номер для входа.").First).ToBeVisibleAsync();
        await Gallery.TakeAsync(former, "number-changed");
        await Assertions.Expect(consultant.Page.GetByText("Страховая компания изменила номер для входа пациента").First).ToBeVisibleAsync();
        await Assertions.Expect(consultant.Page.GetByText("10-02").First).ToBeVisibleAsync();
        await Gallery.TakeAsync(consultant, "desk-number-changed");

        var later = await clinic.PatientAsync("+7 900 555-10-02");
        await later.SignInAsync();
        await later.Page.GotoAsync($"/session/{session}");
        await later.ExpectStageAsync("talk");
        await Assertions.Expect(consultant.Page.GetByText("Пациент: снова на связи").First).ToBeVisibleAsync();
    });

    private static async Task ImportAsync(Clinic clinic, string phone)
    {
        var file = Path.GetTempFileName();
        await File.WriteAllLinesAsync(file, [
            "Номер полиса;Дата покупки;Действует с;Действует по;ФИО;Дата рождения;Пол;Мобильный телефон",
            $"НОМЕР-1;01.01.2020;01.01.2020;31.12.2049;Переездова Анна Павловна;01.05.1990;Ж;{phone}"]);
        await clinic.CommandAsync("import", file);
        File.Delete(file);
    }
}
