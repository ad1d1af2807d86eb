using Microsoft.Playwright;

namespace Medzdrav.Tests.Browser;

/// <summary>How many requests a page costs: over a slow line each of them waits.</summary>
[Collection(Clinic.Shared)]
public sealed class RequestTests
{
    [Fact]
    public Task The_waiting_page_comes_in_25_requests_and_a_desk_in_30() => Clinic.VisitAsync(async clinic =>
    {
        var patient = await clinic.PatientAsync();
        await patient.VisitAsync("video");
        await patient.ExpectStageAsync("waiting");
        var consultant = await clinic.ConsultantAsync();
        Assert.InRange(await CountAsync(patient.Page), 1, 25);
        Assert.InRange(await CountAsync(consultant.Page), 1, 30);
    });

    private static async Task<int> CountAsync(IPage page)
    {
        var requests = new List<string>();
        var tab = await page.Context.NewPageAsync();
        tab.Request += (_, request) => requests.Add(new Uri(request.Url).AbsolutePath);
        await tab.GotoAsync(page.Url, new() { WaitUntil = WaitUntilState.NetworkIdle });
        await tab.CloseAsync();
        TestContext.Current.TestOutputHelper!.WriteLine(string.Join(' ', requests));
        return requests.Count;
    }
}
