using Medzdrav.Tests.Support;
using Microsoft.Playwright;

namespace Medzdrav.Tests.Browser;

public sealed class WeightTests
{
    private const int MaxBytes = 60 * 1024;

    [Fact]
    public async Task A_first_visit_to_the_home_page_costs_less_than_60_KiB()
    {
        var data = Directory.CreateTempSubdirectory("medzdrav-weight-");
        // As in production: otherwise files are sent as they are, to be seen when they change.
        await using (var host = await HostProcess.StartAsync(new()
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["ReloadStaticAssetsAtRuntime"] = "false",
            ["Storage:DataDirectory"] = data.FullName,
            ["Sms:Url"] = "http://127.0.0.1:9/",
        }))
        {
            using var playwright = await Playwright.CreateAsync();
            await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium.Whole, Args = ["--no-sandbox", "--disable-gpu"] });
            var weight = await PageWeight.OfAsync(browser, host.Address);
            Assert.True(weight.Bytes < MaxBytes, $"{weight.Bytes} bytes:\n{string.Join('\n', weight.Largest)}");
            Assert.True(weight.Requests <= 20, $"{weight.Requests} requests");
        }
        data.Delete(recursive: true);
    }
}
