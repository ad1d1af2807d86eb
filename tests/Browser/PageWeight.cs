using Microsoft.Playwright;

namespace Medzdrav.Tests.Browser;

/// <summary>The cost of a page for a browser that has never been here: bytes as they came over the wire, headers included.</summary>
/// <param name="Bytes">All of them.</param>
/// <param name="Requests">How many answers.</param>
/// <param name="Largest">The largest ones, for the eye.</param>
internal sealed record PageWeight(long Bytes, int Requests, IReadOnlyList<string> Largest)
{
    /// <summary>Loads the page into a fresh context and counts until the network is quiet.</summary>
    public static async Task<PageWeight> OfAsync(IBrowser browser, Uri address)
    {
        await using var context = await browser.NewContextAsync(new() { ViewportSize = new() { Width = 390, Height = 844 }, Locale = "ru-RU" });
        var page = await context.NewPageAsync();
        var network = await context.NewCDPSessionAsync(page);
        var names = new Dictionary<string, string>();
        var weights = new Dictionary<string, long>();
        network.Event("Network.requestWillBeSent").OnEvent += (_, sent) =>
            names[sent!.Value.GetProperty("requestId").GetString()!] = new Uri(sent.Value.GetProperty("request").GetProperty("url").GetString()!).AbsolutePath;
        network.Event("Network.loadingFinished").OnEvent += (_, came) =>
            weights[came!.Value.GetProperty("requestId").GetString()!] = (long)came.Value.GetProperty("encodedDataLength").GetDouble();
        await network.SendAsync("Network.enable");
        await page.GotoAsync(address.ToString(), new() { WaitUntil = WaitUntilState.NetworkIdle });
        return new PageWeight(
            weights.Values.Sum(), weights.Count,
            [.. weights.OrderByDescending(weight => weight.Value).Take(8).Select(weight => $"{weight.Value,7} {names.GetValueOrDefault(weight.Key)}")]);
    }
}
