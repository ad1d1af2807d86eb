using Medzdrav.Tests.Support;
using Microsoft.Playwright;

namespace Medzdrav.Tests.Browser;

/// <summary>Somebody at a desk.</summary>
internal abstract class Specialist(IPage page) : Person(page)
{
    public async Task SignInAsync(string login, string password)
    {
        await Page.GotoAsync("/staff/sign-in");
        await TestId("login").FillAsync(login);
        await TestId("password").FillAsync(password);
        await TestId("submit").ClickAsync();
        await Expect("duty").ToBeVisibleAsync();
    }

    public async Task GoOnDutyAsync()
    {
        await TestId("duty-available").ClickAsync();
        await Expect("duty-available").ToHaveAttributeAsync("aria-pressed", "true");
    }

    /// <summary>Closes the task that is held, by a button and the question after it.</summary>
    public async Task FinishTaskAsync(string outcome)
    {
        await TestId("task-finish").Filter(new() { HasTextString = outcome }).ClickAsync();
        await TestId("task-confirm").ClickAsync();
    }

    public async Task GoOffDutyAsync()
    {
        await TestId("duty-off").ClickAsync();
        await Expect("duty-off").ToHaveAttributeAsync("aria-pressed", "true");
    }

    public Task ExpectOfferAsync() => Expect("offer").ToBeVisibleAsync(new() { Timeout = 30_000 });

    public async Task AnswerAsync()
    {
        await ExpectOfferAsync();
        await TestId("offer-accept").ClickAsync();
        await Expect("offer").ToBeHiddenAsync();
        await Assertions.Expect(Chat.GetByTestId("chat-input")).ToBeVisibleAsync();
    }
}

/// <summary>«Медконсультант».</summary>
internal sealed class Consultant(IPage page) : Specialist(page)
{
    /// <summary>Sends a sign-in code to the number that the patient told (S1.3).</summary>
    public async Task SendCodeAsync(string phone)
    {
        await TestId("sign-in-phone").FillAsync(phone);
        await TestId("send-code").ClickAsync();
        await Expect("sign-in-code").ToBeVisibleAsync();
    }

    /// <summary>Types the code that the patient told.</summary>
    public async Task ConfirmCodeAsync(string code)
    {
        await TestId("sign-in-code").FillAsync(code);
        await TestId("confirm-sign-in").ClickAsync();
        await Expect("sign-in-code").ToBeHiddenAsync();
    }

    /// <summary>Presses a button that may be in the menu of further actions.</summary>
    public async Task ActAsync(string testId)
    {
        if (!await TestId(testId).IsVisibleAsync())
            await TestId("more-actions").ClickAsync();
        await TestId(testId).ClickAsync();
    }

    public Task SendConsentAsync() => TestId("consent-send").ClickAsync();

    public async Task TransferToTherapistAsync(string reason, bool stays = false)
    {
        await ActAsync("transfer-therapist");
        await TestId("transfer-reason").FillAsync(reason);
        if (stays)
            await TestId("transfer-stays").CheckAsync();
        await TestId("transfer-confirm").ClickAsync();
        await Expect("transfer-confirm").ToBeHiddenAsync();
    }

    /// <summary>Goes with a patient who has signed in from their call in the chat to the doctor who answers.</summary>
    public async Task LeadToDoctorAsync(Patient patient, Doctor doctor, string reason)
    {
        await patient.CallAsync("chat");
        await AnswerAsync();
        await SendConsentAsync();
        await patient.ConfirmConsentAsync();
        await TransferToTherapistAsync(reason);
        await doctor.AnswerAsync();
    }

    public Task ChooseAsync(string name) => TestId("choose-person").Filter(new() { HasTextString = name }).ClickAsync();

    public async Task HandOverAsync(string reason)
    {
        await ActAsync("transfer-consultant");
        await TestId("transfer-reason").FillAsync(reason);
        await TestId("transfer-confirm").ClickAsync();
        await Expect("transfer-confirm").ToBeHiddenAsync();
    }

    public async Task CloseAsync()
    {
        await ActAsync("close-session");
        await TestId("close-confirm").ClickAsync();
        await Expect("close-confirm").ToBeHiddenAsync();
    }
}

/// <summary>A doctor on duty.</summary>
internal sealed class Doctor(IPage page) : Specialist(page)
{
    public async Task WriteAsync(string diagnosis, string recommendations)
    {
        await TestId("conclusion-complaints").FillAsync("Температура второй день, болит горло");
        await TestId("conclusion-diagnosis").FillAsync(diagnosis);
        await TestId("conclusion-text").FillAsync(recommendations);
        await Expect("conclusion-save").ToHaveTextAsync("Сохранено");
    }

    public async Task EndAsync()
    {
        await TestId("end-consultation").ClickAsync();
        await TestId("confirm-yes").ClickAsync();
    }

    public async Task SignAsync()
    {
        await TestId("conclusion-sign").ClickAsync();
        await TestId("confirm-yes").ClickAsync();
        await Expect("conclusion-save").ToHaveTextAsync("Подписано");
    }
}

/// <summary>A member of the staff, wherever they work.</summary>
internal sealed class Colleague(IPage page) : Person(page)
{
    /// <summary>Types login and password.</summary>
    public async Task BeginAsync(string login, string password)
    {
        await TestId("login").FillAsync(login);
        await TestId("password").FillAsync(password);
        await TestId("submit").ClickAsync();
    }

    /// <summary>Types a code of the app, or a recovery code.</summary>
    public async Task TellAsync(string code)
    {
        await TestId("staff-code").FillAsync(code);
        await TestId("staff-code").PressAsync("Enter");
    }

    /// <summary>Signs in somebody who needs a second factor and has none yet, and sets it up.</summary>
    public async Task<Authenticator> SetUpAsync(string login, string password)
    {
        await BeginAsync(login, password);
        await Expect("totp-qr").ToBeVisibleAsync();
        var app = new Authenticator(await TestId("totp-secret").InnerTextAsync());
        await TellAsync(await app.CodeAsync());
        await TestId("codes-kept").ClickAsync();
        await ArriveAsync("/staff(?!/sign-in)[^?]*");
        return app;
    }
}
