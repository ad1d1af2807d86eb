using System.Text.Json;
using Medzdrav.Tests.Support;
using static Medzdrav.Tests.Browser.Pushing;

namespace Medzdrav.Tests.Browser;

/// <summary>Notices for those who have no page open: asked for by a button, read as a browser reads them, shown by the worker of the pages.</summary>
[Collection(Clinic.SharedApart)]
public sealed class PushTests
{
    /// <summary>The page goes into the background, and comes back, as the phone would tell it.</summary>
    private const string Hiding =
        """
        globalThis.hide = (hidden) => {
          Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => (hidden ? 'hidden' : 'visible') });
          document.dispatchEvent(new Event('visibilitychange'));
        };
        """;

    [Fact]
    public Task Whoever_asked_for_notices_by_the_button_is_told_by_push_and_ends_it_again() => Clinic.VisitAsync(async clinic =>
    {
        await using var service = new PushService().Open();
        using var browser = new PushedBrowser(service);
        clinic.InitScript = SubscribingAt(browser);
        var patient = await clinic.PatientWithNoticesAsync();
        await patient.SignInAsync();
        await patient.Page.GotoAsync("/medcards");
        await patient.Expect("push-allow").ToBeVisibleAsync();

        await patient.TestId("push-allow").ClickAsync();
        await patient.Expect("push-words").ToContainTextAsync("включены");
        await patient.Page.ReloadAsync();
        await patient.Expect("push-devices").ToContainTextAsync("Это устройство");
        await Gallery.TakeAsync(patient, "medcards-push-on");

        await clinic.TellAsync(patient, "Медздрав", "Консультация начнётся через 10 минут", "/calendar");
        var pushed = await ComeAsync(service, browser);
        Assert.Equal("Консультация начнётся через 10 минут", pushed.GetProperty("body").GetString());

        await patient.Page.GotoAsync("/medcards");
        await patient.TestId("push-end").ClickAsync();
        await patient.Expect("push-allow").ToBeVisibleAsync();
        await Gallery.TakeAsync(patient, "medcards-push-off");
        await clinic.TellAsync(patient, "Медздрав", "Ещё одно", "/calendar");
        await clinic.ExpectSmsAsync(patient, "Ещё одно");
        Assert.Single(service.To(browser));
    });

    [Fact]
    public Task A_push_is_shown_while_a_page_is_in_front_without_a_network_and_when_it_cannot_be_read() => Clinic.VisitAsync(async clinic =>
    {
        var patient = await clinic.PatientWithNoticesAsync();
        await patient.Page.GotoAsync("/");
        var worker = await PageWorker.OfAsync(patient);

        await worker.PushAsync("""{"title":"Медздрав","body":"Вы следующий","path":"/session/1?x=1","tag":"wait"}""");
        await worker.ExpectAsync("Медздрав|Вы следующий|wait|/session/1");
        await patient.Page.Context.SetOfflineAsync(true);
        await worker.PushAsync("""{"title":"Медздрав","body":"Вам ответили","path":"/session/1","tag":"wait"}""");
        await worker.ExpectAsync("Медздрав|Вам ответили|wait|/session/1");
        await worker.PushAsync("""{"title":"Медздрав","body":"Чужая ссылка","path":"https://elsewhere.example/","tag":"other"}""");
        await worker.ExpectAsync("Медздрав|Чужая ссылка|other|/");
        string[] broken = ["", "не JSON", "null", "[1]", """{"title":7,"body":{},"tag":[]}"""];
        foreach (var data in broken)
            await worker.PushAsync(data);
        await worker.ExpectAsync([.. broken.Select(_ => "Медздрав|Есть новости. Откройте приложение.||/")]);
        await patient.Page.Context.SetOfflineAsync(false);
    });

    [Fact]
    public Task Pushes_that_come_at_once_are_all_shown_and_each_of_them_can_be_opened() => Clinic.VisitAsync(async clinic =>
    {
        var patient = await clinic.PatientWithNoticesAsync();
        await patient.Page.GotoAsync("/");
        var worker = await PageWorker.OfAsync(patient);
        var numbers = Enumerable.Range(1, 30).ToArray();

        await Task.WhenAll(numbers.Select(number => worker.PushAsync($$"""{"title":"Медздрав","body":"Новость","path":"/session/{{number}}","tag":"{{number}}"}""")));

        await worker.ExpectAsync([.. numbers.Select(number => $"Медздрав|Новость|{number}|/session/{number}")]);
    });

    [Fact]
    public Task Whoever_puts_the_waiting_room_aside_is_called_by_push_and_the_consultant_waits_for_them() => Clinic.VisitAsync(async clinic =>
    {
        await using var service = new PushService().Open();
        using var browser = new PushedBrowser(service);
        clinic.InitScript = SubscribingAt(browser) + Hiding;
        var consultant = await clinic.ConsultantAsync();
        await consultant.GoOnDutyAsync();
        var patient = await clinic.PatientWithNoticesAsync();
        await patient.SignInAsync();
        await patient.CallAsync("chat");
        await patient.Expect("wait-stay").ToContainTextAsync("Не закрывайте страницу");
        await patient.Expect("call-me-push").ToBeVisibleAsync();
        await Gallery.TakeAsync(patient, "waiting-may-be-called");

        await patient.TestId("call-me-push").ClickAsync();
        await patient.Expect("wait-stay").ToContainTextAsync("Можно свернуть, мы позовём");
        await patient.Expect("call-me-push").ToBeHiddenAsync();
        await Gallery.TakeAsync(patient, "waiting-aside");
        await patient.Page.EvaluateAsync("() => hide(true)");
        await consultant.AnswerAsync();
        await consultant.Expect("away").ToContainTextAsync("Пациент свернул страницу: мы его позвали и ждём до 1 минуты");
        await Gallery.TakeAsync(consultant, "desk-consultant-returning");
        var pushed = await ComeAsync(service, browser);
        Assert.StartsWith("Вам ответили. Вернитесь", pushed.GetProperty("body").GetString(), StringComparison.Ordinal);
        Assert.EndsWith($"/session/{patient.SessionId}", pushed.GetProperty("path").GetString(), StringComparison.Ordinal);

        await patient.Page.EvaluateAsync("() => hide(false)");
        await consultant.Expect("away").ToBeHiddenAsync();
        await patient.ExpectStageAsync("talk");
    });

    [Theory]
    [InlineData("Object.defineProperty(Notification, 'permission', { get: () => 'denied' });", "запрещены в настройках")]
    [InlineData("delete globalThis.PushManager;", "не показывает уведомления")]
    [InlineData("delete globalThis.PushManager; Object.defineProperty(Navigator.prototype, 'userAgent', { get: () => 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/604.1' });", "На iPhone")]
    public Task A_browser_that_shows_no_notices_says_so_in_words(string script, string words) => Clinic.VisitAsync(async clinic =>
    {
        clinic.InitScript = script;
        var patient = await clinic.PatientAsync();
        await patient.SignInAsync();
        await patient.Page.GotoAsync("/medcards");

        await patient.Expect("push-words").ToContainTextAsync(words);
        await patient.Expect("push-allow").ToBeHiddenAsync();
        await Gallery.TakeAsync(patient, $"medcards-push-{(script.Contains("iPhone", StringComparison.Ordinal) ? "iphone" : script.Contains("denied", StringComparison.Ordinal) ? "denied" : "unsupported")}");
    });

    [Fact]
    public Task The_pages_install_as_an_app_under_the_insurers_name() => Clinic.VisitAsync(async clinic =>
    {
        var caller = await clinic.PatientAsync("+7 900 000-00-05", "romashka.localhost");
        await caller.Page.GotoAsync("/");
        var cdp = await caller.Page.Context.NewCDPSessionAsync(caller.Page);

        var read = (await cdp.SendAsync("Page.getAppManifest"))!.Value;
        var errors = (await cdp.SendAsync("Page.getInstallabilityErrors"))!.Value.GetProperty("installabilityErrors").EnumerateArray().Select(error => error.GetProperty("errorId").GetString());

        Assert.Empty(read.GetProperty("errors").EnumerateArray());
        var manifest = JsonSerializer.Deserialize<JsonElement>(read.GetProperty("data").GetString()!);
        Assert.Equal("Ромашка Здоровье", manifest.GetProperty("name").GetString());
        // A browser without windows of its own installs nothing; whatever it misses is no fault of the manifest.
        Assert.DoesNotContain(errors, error => error!.StartsWith("manifest", StringComparison.Ordinal) || error is "no-acceptable-icon" or "no-icon-available" or "start-url-not-valid" or "cannot-download-icon");
        foreach (var icon in manifest.GetProperty("icons").EnumerateArray().Where(icon => icon.GetProperty("type").GetString() == "image/png"))
            Assert.Equal(icon.GetProperty("sizes").GetString(), await caller.Page.EvaluateAsync<string>("async (src) => { const picture = new Image(); picture.src = src; await picture.decode(); return `${picture.naturalWidth}x${picture.naturalHeight}`; }", icon.GetProperty("src").GetString()));
    });
}
