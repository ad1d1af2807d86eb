using Microsoft.Playwright;

namespace Medzdrav.Tests.Browser;

/// <summary>A talk goes on when its specialist may not work any more.</summary>
public sealed class DisabledStaffTests
{
    [Fact]
    public Task A_consultant_disabled_in_mid_chat_is_led_out_and_the_patient_goes_on_with_another() => Clinic.VisitAloneAsync(async clinic =>
    {
        var gone = await clinic.ConsultantAsync(1);
        await gone.GoOnDutyAsync();
        var caller = await clinic.PatientAsync();
        await caller.SignInAsync();
        await caller.CallAsync("chat");
        await gone.AnswerAsync();
        await caller.SayAsync("Здравствуйте");
        await gone.HearAsync("Здравствуйте");
        var other = await clinic.ConsultantAsync(2);
        await other.GoOnDutyAsync();

        await clinic.CommandAsync("staff", "disable", "consultant1");

        await Assertions.Expect(other.TestId("offer")).ToBeVisibleAsync(new() { Timeout = 10_000 });
        await other.AnswerAsync();
        await other.HearAsync("Здравствуйте");
        await other.SayAsync("Продолжим со мной");
        await caller.HearAsync("Продолжим со мной");
        await Gallery.TakeAsync(caller, "session-after-disabled-consultant");
        await gone.Expect("login").ToBeVisibleAsync(new() { Timeout = 30_000 });
        await gone.Expect("sign-in-ended").ToContainTextAsync("Ваша учётная запись отключена.");
        await Gallery.TakeAsync(gone, "staff-sign-in-disabled");
        await TryAsync(gone, "guessed", "Неверный логин или пароль.");
        await TryAsync(gone, "demo", "Учётная запись отключена. Обратитесь к администратору.");
    });

    [Fact]
    public Task A_consultant_signed_out_everywhere_reads_so_and_after_signing_in_no_more_of_it() => Clinic.VisitAloneAsync(async clinic =>
    {
        var consultant = await clinic.ConsultantAsync(1);
        await consultant.GoOnDutyAsync();

        await clinic.CommandAsync("staff", "sign-out", "consultant1");

        await consultant.Expect("sign-in-ended").ToContainTextAsync("Вас вывели из системы на всех устройствах.", new() { Timeout = 30_000 });
        await consultant.SignInAsync("consultant1", "demo");
        await consultant.Expect("duty-off").ToHaveAttributeAsync("aria-pressed", "true");
        await consultant.Expect("duty-why").ToBeHiddenAsync();
        await consultant.Page.GotoAsync("/staff/sign-in");
        await consultant.Expect("sign-in-ended").ToHaveCountAsync(0);
    });

    private static async Task TryAsync(Consultant consultant, string password, string answer)
    {
        await consultant.TestId("login").FillAsync("consultant1");
        await consultant.TestId("password").FillAsync(password);
        await consultant.TestId("submit").ClickAsync();
        await consultant.Expect("sign-in-error").ToHaveTextAsync(answer);
    }
}
