using Medzdrav.Tests.Browser;
using Medzdrav.Tests.Support;
using Microsoft.Playwright;

namespace Medzdrav.Tests.Measure;

/// <summary>Bytes and requests of a first visit to each page that needs no sign-in, through a real browser.</summary>
internal static class Pages
{
    private static readonly string[] Addresses = ["/", "/sign-in", "/medcards", "/calendar", "/consents/current", "/staff/sign-in", "/nothing-here"];

    public static async Task MeasureAsync()
    {
        var data = Directory.CreateTempSubdirectory("medzdrav-measure-");
        await using (var host = await HostProcess.StartAsync(new() { ["ASPNETCORE_ENVIRONMENT"] = "Production", ["ReloadStaticAssetsAtRuntime"] = "false", ["Storage:DataDirectory"] = data.FullName, ["Sms:Url"] = "http://127.0.0.1:9/" }))
        {
            using var playwright = await Playwright.CreateAsync();
            await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium.Whole, Args = ["--no-sandbox", "--disable-gpu"] });
            foreach (var address in Addresses)
            {
                var weight = await PageWeight.OfAsync(browser, new Uri(host.Address, address));
                Console.WriteLine($"{address,-20} {weight.Bytes / 1024.0,7:F1} KiB in {weight.Requests} requests");
                if (address == "/")
                    Console.WriteLine(string.Join('\n', weight.Largest));
            }
        }
        data.Delete(recursive: true);
    }
}
