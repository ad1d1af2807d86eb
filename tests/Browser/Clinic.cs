using System.Net.Http.Json;
using Medzdrav.Tests.Support;
using Microsoft.Playwright;

namespace Medzdrav.Tests.Browser;

/// <summary>A host of its own with the demo set, and a browser to visit it.</summary>
internal sealed class Clinic : IAsyncDisposable
{
    private static readonly string[] Quiet = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
        "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"];
    private readonly DirectoryInfo data;
    // Of the demo set: women of 26 with nobody else on the same number.
    private readonly Queue<string> phones = new(["+7 900 000-00-05", "+7 900 000-00-12", "+7 900 000-00-19"]);
    private readonly IPlaywright playwright;
    private readonly IBrowser browser;
    private readonly List<IBrowser> farther = [];
    private readonly List<string> faults = [];

    private Clinic(DirectoryInfo data, HostProcess host, IPlaywright playwright, IBrowser browser) =>
        (this.data, Host, this.playwright, this.browser) = (data, host, playwright, browser);

    public HostProcess Host { get; }

    /// <summary>The script that runs in every page before its own.</summary>
    public string? InitScript { get; set; }

    private static BrowserNewContextOptions Phone => new() { ViewportSize = new() { Width = 390, Height = 844 }, IsMobile = true, HasTouch = true };

    /// <summary>Lives through a story in a clinic of its own. When it goes wrong, what everybody saw lies in artifacts/browser.</summary>
    /// <param name="story">The story to play.</param>
    /// <param name="settings">The host's, beside its data folder.</param>
    /// <param name="alsoAt">Another address of this machine at which the host serves.</param>
    public static async Task VisitAsync(Func<Clinic, Task> story, Dictionary<string, string>? settings = null, string? alsoAt = null)
    {
        Access.Begin();
        await using var clinic = await OpenAsync(settings ?? [], alsoAt);
        try
        {
            await story(clinic);
            // A script that throws is a broken page, whatever the test looked at.
            Assert.True(clinic.faults.Count == 0, string.Join('\n', clinic.faults));
            Assert.True(Access.Findings.Count == 0, string.Join('\n', Access.Findings.Distinct()));
        }
        catch
        {
            await clinic.KeepEvidenceAsync();
            throw;
        }
    }

    private static async Task<Clinic> OpenAsync(Dictionary<string, string> settings, string? alsoAt)
    {
        Assertions.SetDefaultExpectTimeout(20_000);
        var data = Directory.CreateTempSubdirectory("medzdrav-browser-");
        var host = await HostProcess.StartAlsoAtAsync(alsoAt, new(settings) { ["Storage:DataDirectory"] = data.FullName });
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = "/usr/bin/chromium", Args = Quiet });
        return new Clinic(data, host, playwright, browser);
    }

    /// <summary>Somebody with a policy of their own, on a phone of 390 points' width.</summary>
    public Task<Patient> PatientAsync() => PatientAsync(phones.Dequeue());

    /// <summary>The holder of a number, on a phone of 390 points' width.</summary>
    /// <param name="phone">The number.</param>
    /// <param name="host">The name in the address bar; null for the address itself.</param>
    public async Task<Patient> PatientAsync(string phone, string? host = null)
    {
        var page = await PageAsync(Phone, at: At(host));
        return new Patient(page, this, phone);
    }

    /// <summary>Somebody whose browser is in a network of its own, and comes over one line.</summary>
    public async Task<Patient> PatientInAsync(Namespace network)
    {
        var address = new Uri($"http://{network.Here}:{Host.Address.Port}");
        var far = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = await network.ScriptAsync("/usr/bin/chromium", data),
            // Cameras are for secure pages only; 127.0.0.1 counts as one.
            Args = [.. Quiet, $"--unsafely-treat-insecure-origin-as-secure={address.GetLeftPart(UriPartial.Authority)}"],
        });
        farther.Add(far);
        return new Patient(await PageAsync(Phone, far, address), this, phones.Dequeue());
    }

    /// <summary>A consultant of the six in the demo set.</summary>
    public Task<Consultant> ConsultantAsync(int number = 1) => StaffAsync("consultant" + number, page => new Consultant(page));

    /// <summary>Somebody who calls without signing in.</summary>
    public async Task<Stranger> StrangerAsync() => new(await PageAsync(Phone));

    /// <summary>A browser that runs no scripts.</summary>
    public Task<IPage> PlainPageAsync() => PageAsync(new() { ViewportSize = new() { Width = 390, Height = 844 }, JavaScriptEnabled = false });

    public Task<Doctor> PaediatricianAsync() => StaffAsync("paediatrician1", page => new Doctor(page));

    public Task<Doctor> TherapistAsync() => StaffAsync("therapist1", page => new Doctor(page));

    /// <summary>Any member of the demo set's staff, where they begin.</summary>
    public async Task<Colleague> ColleagueAsync(string login)
    {
        var colleague = new Colleague(await PageAsync(new() { ViewportSize = new() { Width = 1280, Height = 800 } }));
        await colleague.Page.GotoAsync("/staff/sign-in");
        await colleague.TestId("login").FillAsync(login);
        await colleague.TestId("password").FillAsync("demo");
        await colleague.TestId("submit").ClickAsync();
        await colleague.Page.WaitForURLAsync(address => !address.EndsWith("/sign-in", StringComparison.Ordinal));
        return colleague;
    }

    /// <summary>Gives a command at the console, beside the running host.</summary>
    public async Task CommandAsync(params string[] arguments)
    {
        var done = await HostCommand.RunAsync([.. arguments, $"--Storage:DataDirectory={data.FullName}"]);
        Assert.True(done.ExitCode == 0, done.Error);
    }

    /// <summary>The code that the last SMS to this phone holds.</summary>
    public async Task<string> CodeAsync(string phone)
    {
        using var http = new HttpClient { BaseAddress = Host.Address };
        var sent = await http.GetFromJsonAsync<Sms[]>($"/dev/sms?phone={Uri.EscapeDataString(phone)}");
        return sent!.First().Code!;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var far in farther)
            await far.DisposeAsync();
        await browser.DisposeAsync();
        playwright.Dispose();
        await Host.DisposeAsync();
        data.Delete(recursive: true);
    }

    private async Task<T> StaffAsync<T>(string login, Func<IPage, T> of) where T : Specialist
    {
        var page = await PageAsync(new() { ViewportSize = new() { Width = 1280, Height = 800 } });
        var specialist = of(page);
        await specialist.SignInAsync(login, "demo");
        return specialist;
    }

    /// <summary>The host under another name of this machine.</summary>
    private Uri? At(string? host) => host is null ? null : new UriBuilder(Host.Address) { Host = host }.Uri;

    private async Task<IPage> PageAsync(BrowserNewContextOptions options, IBrowser? of = null, Uri? at = null)
    {
        options.BaseURL = (at ?? Host.Address).ToString();
        options.Locale = "ru-RU";
        options.TimezoneId = "Europe/Moscow";
        options.ReducedMotion = ReducedMotion.Reduce;
        var context = await (of ?? browser).NewContextAsync(options);
        if (InitScript is not null)
            await context.AddInitScriptAsync(InitScript);
        var page = await context.NewPageAsync();
        page.PageError += (_, fault) => faults.Add(fault);
        return page;
    }

    private async Task KeepEvidenceAsync()
    {
        var folder = Directory.CreateDirectory(Path.Combine(HostProcess.Repository, "artifacts", "browser", TestContext.Current.TestMethod!.MethodName)).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "host.log"), Host.Output);
        await File.WriteAllLinesAsync(Path.Combine(folder, "page-faults.log"), faults);
        foreach (var (page, number) in farther.Prepend(browser).SelectMany(one => one.Contexts).SelectMany(context => context.Pages).Select((page, number) => (page, number)))
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"page{number}.png") });
    }

    private sealed record Sms(string? Code);
}
