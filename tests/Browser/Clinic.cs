using System.Net.Http.Json;
using System.Runtime.ExceptionServices;
using Medzdrav.Tests.Support;
using Microsoft.Playwright;

namespace Medzdrav.Tests.Browser;

/// <summary>The people of a story at a host, each in a browser context of their own.</summary>
internal sealed class Clinic
{
    /// <summary>The collection of the stories at the shared host, one after the other: specialists on duty get every offer.</summary>
    public const string Shared = "at the shared host";

    /// <summary>The collection of further stories, at another shared host: they go on beside the first.</summary>
    public const string SharedBeside = "at the other shared host";

    /// <summary>The collection of still further stories, at a third one.</summary>
    public const string SharedApart = "at the third shared host";

    private readonly House house;
    private readonly List<IBrowserContext> contexts = [];
    private readonly List<IBrowser> farther = [];
    private readonly List<BoxOnTheWay> boxes = [];
    private readonly List<string> faults = [];
    private readonly Evidence evidence = new();

    private readonly IBrowser browser;

    private Clinic(House house, IBrowser browser) => (this.house, this.browser) = (house, browser);

    public HostProcess Host => house.Host;

    /// <summary>Where the host serves.</summary>
    public Uri Address => house.Running.Address;

    /// <summary>The script that runs in every page before its own.</summary>
    public string? InitScript { get; set; }

    /// <summary>The zone of those who come from now on.</summary>
    public string Zone { get; set; } = "Europe/Moscow";

    private static BrowserNewContextOptions Phone => new() { ViewportSize = new() { Width = 390, Height = 844 }, IsMobile = true, HasTouch = true };

    /// <summary>Lives through a story at the host that is shared, which is left as it was found: nobody on duty, no session open, no task.</summary>
    public static async Task VisitAsync(Func<Clinic, Task> story) => await VisitAsync(await SharedHouse.EnterAsync(), story);

    /// <summary>Lives through a story at a shared host, likewise.</summary>
    public static async Task VisitAsync(House house, Func<Clinic, Task> story)
    {
        await using var browser = await house.BrowseAsync();
        await new Clinic(house, browser).PlayAsync(story, clinic => Departure.OfAllAsync(clinic.contexts, house));
    }

    /// <summary>Lives through a story at a host of its own, which the story may stop, kill or configure.</summary>
    /// <param name="story">The story to play.</param>
    /// <param name="settings">The host's, beside its data folder.</param>
    /// <param name="alsoAt">Another address of this machine at which the host serves.</param>
    public static async Task VisitAloneAsync(Func<Clinic, Task> story, Dictionary<string, string>? settings = null, string? alsoAt = null)
    {
        await using var house = await House.OpenAsync(settings ?? [], alsoAt);
        await VisitAloneAsync(house, story);
    }

    /// <summary>Lives through a story at a host that ends with it.</summary>
    public static async Task VisitAloneAsync(House house, Func<Clinic, Task> story)
    {
        await using var browser = await house.BrowseAsync();
        await new Clinic(house, browser).PlayAsync(story, _ => Task.CompletedTask);
    }

    /// <summary>Plays the story and what follows it. When the story goes wrong, what everybody saw lies in artifacts/browser.</summary>
    private async Task PlayAsync(Func<Clinic, Task> story, Func<Clinic, Task> depart)
    {
        Access.Begin();
        var wrong = await Record.ExceptionAsync(() => PlayAsync(story));
        if (wrong is not null)
            await evidence.KeepAsync(house.Running.Output, faults);
        // Also after a story that went wrong: the next one is to begin from nothing.
        var left = await Record.ExceptionAsync(() => depart(this));
        foreach (var context in contexts)
            await context.DisposeAsync();
        foreach (var far in farther)
            await far.DisposeAsync();
        foreach (var box in boxes)
            await box.DisposeAsync();
        if ((wrong ?? left) is { } fault)
            ExceptionDispatchInfo.Throw(fault);
    }

    private async Task PlayAsync(Func<Clinic, Task> story)
    {
        await story(this);
        // A script that throws is a broken page, whatever the test looked at.
        Assert.True(faults.Count == 0, string.Join('\n', faults));
        Assert.True(Access.Findings.Count == 0, string.Join('\n', Access.Findings.Distinct()));
    }

    /// <summary>Somebody with a policy of their own, on a phone of 390 points' width.</summary>
    public Task<Patient> PatientAsync() => PatientAsync(house.NextPhone());

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
        var address = new Uri($"http://{network.Here}:{Address.Port}");
        var far = await house.Playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = await network.ScriptAsync(Chromium.Engine, house.Data),
            // Cameras are for secure pages only; 127.0.0.1 counts as one.
            Args = [.. House.Quiet, $"--unsafely-treat-insecure-origin-as-secure={address.GetLeftPart(UriPartial.Authority)}"],
        });
        farther.Add(far);
        return new Patient(await PageAsync(Phone, far, address), this, house.NextPhone());
    }

    /// <summary>Somebody in the whole browser: the engine alone shows no notices.</summary>
    public async Task<Patient> PatientWithNoticesAsync()
    {
        var whole = await house.Playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium.Whole, Args = House.Quiet });
        farther.Add(whole);
        var patient = new Patient(await PageAsync(Phone, whole), this, house.NextPhone());
        await patient.Page.Context.GrantPermissionsAsync(["notifications"]);
        return patient;
    }

    /// <summary>A consultant of the six in the demo set.</summary>
    public Task<Consultant> ConsultantAsync(int number = 1) => StaffAsync("consultant" + number, page => new Consultant(page));

    /// <summary>Somebody who calls without signing in.</summary>
    public async Task<Stranger> StrangerAsync() => new(await PageAsync(Phone));

    /// <summary>A box between people and the host.</summary>
    public BoxOnTheWay PutBox()
    {
        boxes.Add(new BoxOnTheWay(Address));
        return boxes[^1];
    }

    /// <summary>Somebody who finds the host behind such a box.</summary>
    public async Task<Patient> PatientBehindAsync(BoxOnTheWay box) => new(await PageAsync(Phone, at: box.Address), this, house.NextPhone());

    /// <summary>A browser that runs no scripts.</summary>
    public Task<IPage> PlainPageAsync() => PageAsync(new() { ViewportSize = new() { Width = 390, Height = 844 }, JavaScriptEnabled = false });

    public Task<Doctor> PaediatricianAsync() => StaffAsync("paediatrician1", page => new Doctor(page));

    public Task<Doctor> TherapistAsync(int number = 1) => StaffAsync("therapist" + number, page => new Doctor(page));

    /// <summary>A doctor who sees booked patients only.</summary>
    public Task<Doctor> SpecialistAsync() => StaffAsync("specialist1", page => new Doctor(page));

    /// <summary>Any member of the demo set's staff, where they begin.</summary>
    public async Task<Colleague> ColleagueAsync(string login)
    {
        var colleague = await NewcomerAsync();
        await colleague.BeginAsync(login, "demo");
        await colleague.ArriveAsync("/staff(?!/sign-in)[^?]*");
        return colleague;
    }

    /// <summary>Somebody of the staff in front of the page where they sign in.</summary>
    /// <param name="host">The name in the address bar; null for the address itself.</param>
    public async Task<Colleague> NewcomerAsync(string? host = null)
    {
        var colleague = new Colleague(await PageAsync(new() { ViewportSize = new() { Width = 1280, Height = 800 } }, at: At(host)));
        await colleague.Page.GotoAsync("/staff/sign-in");
        return colleague;
    }

    /// <summary>Hires somebody at the console.</summary>
    public async Task HireAsync(string login, string name, string password, params string[] posts)
    {
        var file = Path.Combine(house.Data.FullName, $"{login}.password");
        await File.WriteAllTextAsync(file, password);
        await CommandAsync(["staff", "add", "--login", login, "--name", name, "--password-file", file, .. posts.SelectMany(post => new[] { "--post", post })]);
    }

    /// <summary>Gives a command at the console, beside the running host.</summary>
    public async Task CommandAsync(params string[] arguments)
    {
        var done = await house.CommandAsync(arguments);
        Assert.True(done.ExitCode == 0, done.Error);
    }

    /// <summary>The code that the last SMS to this phone holds.</summary>
    public async Task<string> CodeAsync(string phone) => (await SentAsync(phone)).First(sms => sms.Code is not null).Code!;

    /// <summary>The link in the last SMS to this phone that has one; it goes out within a second.</summary>
    public async Task<string> LinkAsync(string phone, string to = "://")
    {
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (true)
        {
            var sent = await SentAsync(phone, patience.Token);
            if (sent.SelectMany(sms => sms.Text.Split(' ')).FirstOrDefault(word => word.Contains("://", StringComparison.Ordinal) && word.Contains(to, StringComparison.Ordinal)) is { } link)
                return link;
            await look.WaitForNextTickAsync(patience.Token);
        }
    }

    /// <summary>Has the holder of a number told something, by push or else by SMS with the same words.</summary>
    public Task TellAsync(Patient patient, string title, string body, string path) =>
        StoredNotices.TellAsync(house.Data.FullName, patient.Phone.Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal), title, body, path, body);

    /// <summary>Waits for an SMS with these words.</summary>
    public async Task ExpectSmsAsync(Patient patient, string words)
    {
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!(await SentAsync(patient.Phone, patience.Token)).Any(sms => sms.Text.Contains(words, StringComparison.Ordinal)))
            await look.WaitForNextTickAsync(patience.Token);
    }

    /// <summary>The texts of all SMS to a patient, the last one first.</summary>
    public async Task<string[]> SmsAsync(Patient patient) => Array.ConvertAll(await SentAsync(patient.Phone), sms => sms.Text);

    private async Task<Sms[]> SentAsync(string phone, CancellationToken cancellation = default)
    {
        using var http = house.Running.Visitor();
        return (await http.GetFromJsonAsync<Sms[]>($"/dev/sms?phone={Uri.EscapeDataString(phone)}", cancellation))!;
    }

    private async Task<T> StaffAsync<T>(string login, Func<IPage, T> of) where T : Specialist
    {
        var page = await PageAsync(new() { ViewportSize = new() { Width = 1280, Height = 800 } });
        var specialist = of(page);
        await specialist.SignInAsync(login, "demo");
        return specialist;
    }

    /// <summary>The host under another name of this machine.</summary>
    private Uri? At(string? host) => host is null ? null : new UriBuilder(Address) { Host = host }.Uri;

    private async Task<IPage> PageAsync(BrowserNewContextOptions options, IBrowser? of = null, Uri? at = null)
    {
        options.BaseURL = (at ?? Address).ToString();
        options.Locale = "ru-RU";
        options.TimezoneId = Zone;
        options.ReducedMotion = ReducedMotion.Reduce;
        var context = await (of ?? browser).NewContextAsync(options);
        contexts.Add(context);
        context.Page += (_, opened) => evidence.Watch(opened);
        if (InitScript is not null)
            await context.AddInitScriptAsync(InitScript);
        var page = await context.NewPageAsync();
        page.PageError += (_, fault) => faults.Add(fault);
        return page;
    }

    private sealed record Sms(string? Code, string Text);
}
