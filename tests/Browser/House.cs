using System.Collections.Concurrent;
using System.Globalization;
using Medzdrav.Tests.Support;
using Microsoft.Playwright;

namespace Medzdrav.Tests.Browser;

/// <summary>A running host with the demo set, and browsers to visit it.</summary>
internal sealed class House : IAsyncDisposable
{
    public static readonly string[] Quiet = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
        "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"];

    /// <summary>How long offers last where no story is about it: pictures are taken between an offer and its answer, which is slow on a busy machine.</summary>
    public const string LongOffer = "00:02:00";

    // Of the demo set: women of 26 with nobody else on the same number.
    private readonly ConcurrentQueue<string> phones = new(["+7 900 000-00-05", "+7 900 000-00-12", "+7 900 000-00-19"]);

    private House(DirectoryInfo data, IRunningHost running, IPlaywright playwright) => (Data, Running, Playwright) = (data, running, playwright);

    public DirectoryInfo Data { get; }

    public IRunningHost Running { get; }

    /// <summary>The host's process, to be killed and started again.</summary>
    public HostProcess Host => (HostProcess)Running;

    public IPlaywright Playwright { get; }

    public static Task<House> OpenAsync(Dictionary<string, string> settings, string? alsoAt) => OpenAsync(async data =>
    {
        var all = new Dictionary<string, string>(settings) { ["Storage:DataDirectory"] = data };
        all.TryAdd("Limits:Offer", LongOffer);
        return await HostProcess.StartAlsoAtAsync(alsoAt, all);
    });

    /// <summary>A house whose host is started on the folder for its data.</summary>
    public static async Task<House> OpenAsync(Func<string, Task<IRunningHost>> start)
    {
        Assertions.SetDefaultExpectTimeout(20_000);
        var data = Directory.CreateTempSubdirectory("medzdrav-browser-");
        var running = await start(data.FullName);
        return new House(data, running, await Microsoft.Playwright.Playwright.CreateAsync());
    }

    /// <summary>A browser for a story: a single Chromium that plays all of them stalls after some.</summary>
    public Task<IBrowser> BrowseAsync() => Playwright.Chromium.LaunchAsync(new()
    {
        ExecutablePath = Chromium.Engine,
        // A cluster's certificate is of an authority that no browser knows.
        Args = Running.Address.Scheme == Uri.UriSchemeHttps ? [.. Quiet, "--ignore-certificate-errors"] : Quiet,
    });

    /// <summary>The number of somebody whom no other story knows.</summary>
    public string NextPhone() => phones.TryDequeue(out var phone) ? phone : throw new InvalidOperationException("Nobody is left who has not called yet.");

    /// <summary>Insures grown-ups beside the demo set, one to a number: its people are too few for many stories.</summary>
    public async Task InsureAsync(int count)
    {
        var file = Path.Combine(Data.FullName, "insured.csv");
        string[] numbers = [.. Enumerable.Range(1, count).Select(number => string.Create(CultureInfo.InvariantCulture, $"+7 900 100-00-{number:00}"))];
        await File.WriteAllLinesAsync(file, [
            "Номер полиса;Дата покупки;Действует с;Действует по;ФИО;Дата рождения;Пол;Мобильный телефон",
            .. numbers.Select((phone, index) => $"ТЕСТ-{index + 1};01.01.2020;01.01.2020;31.12.2049;Проверкина Анна{new string('а', index)} Ивановна;01.01.1990;Ж;{phone}")]);
        var done = await CommandAsync("import", file);
        Assert.True(done.ExitCode == 0, done.Error + done.Output);
        phones.Clear();
        foreach (var phone in numbers)
            phones.Enqueue(phone);
    }

    /// <summary>Gives a command at the console, beside the running host.</summary>
    public Task<HostCommand> CommandAsync(params string[] arguments) => HostCommand.RunAsync([.. arguments, $"--Storage:DataDirectory={Data.FullName}"]);

    public async ValueTask DisposeAsync()
    {
        Playwright.Dispose();
        await Running.DisposeAsync();
        Data.Delete(recursive: true);
    }
}
