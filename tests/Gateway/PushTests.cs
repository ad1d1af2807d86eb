using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Medzdrav.Contracts;
using Medzdrav.Tests.Support;

namespace Medzdrav.Tests.Gateway;

/// <summary>Devices that are told by push, over HTTP.</summary>
public abstract class PushTests(Clinic clinic)
{
    private const string Path = "/api/push-subscriptions";

    [Fact]
    public async Task A_browser_is_allowed_shown_and_ended_by_its_account()
    {
        await using var patient = await clinic.PatientAsync();
        await using var service = new PushService();
        using var browser = new PushedBrowser(service);

        var kept = await AllowAsync(patient, browser);
        Assert.Equal(kept.SubscriptionId, (await AllowAsync(patient, browser)).SubscriptionId);

        var list = await ListAsync(patient);
        Assert.Equal(kept, Assert.Single(list.Subscriptions));
        Assert.Equal(87, list.PublicKey!.Length);
        Assert.Equal(HttpStatusCode.NoContent, await SendAsync(patient, HttpMethod.Delete, new { subscriptionId = kept.SubscriptionId }));
        Assert.Empty((await ListAsync(patient)).Subscriptions);
        await AllowAsync(patient, browser);
        Assert.Equal(HttpStatusCode.NoContent, await SendAsync(patient, HttpMethod.Delete, new { endpoint = browser.Endpoint }));
        Assert.Empty((await ListAsync(patient)).Subscriptions);
    }

    [Fact]
    public async Task A_device_with_a_new_address_takes_the_place_of_the_former()
    {
        await using var patient = await clinic.PatientAsync();
        await using var service = new PushService();
        using var former = new PushedBrowser(service);
        using var fresh = new PushedBrowser(service);
        await AllowAsync(patient, former);

        var kept = await AllowAsync(patient, fresh, former.Endpoint);

        Assert.Equal(kept.SubscriptionId, Assert.Single((await ListAsync(patient)).Subscriptions).SubscriptionId);
    }

    [Fact]
    public async Task Signing_out_ends_the_device_of_that_sign_in_alone()
    {
        await using var patient = await clinic.PatientAsync();
        await using var service = new PushService();
        using var stays = new PushedBrowser(service);
        using var goes = new PushedBrowser(service);
        var kept = await AllowAsync(patient, stays);
        var other = await clinic.SignInByCodeAsync(patient.Phone);
        Assert.Equal(HttpStatusCode.OK, await SendAsync(other.AccessToken, HttpMethod.Post, Address(goes)));
        Assert.Equal(2, (await ListAsync(patient)).Subscriptions.Length);

        Assert.Equal(HttpStatusCode.NoContent, await SendAsync(other.AccessToken, HttpMethod.Post, null, "/api/sign-out"));

        Assert.Equal(kept, Assert.Single((await ListAsync(patient)).Subscriptions));
    }

    [Theory]
    [InlineData("""{"endpoint":"https://push.example/1"}""")]
    [InlineData("""{"endpoint":"https://push.example/1","keys":{"p256dh":"AAAA","auth":"AAAA"}}""")]
    [InlineData("""{"endpoint":7,"keys":[]}""")]
    [InlineData("""{"platform":"web","token":"abc"}""")]
    [InlineData("""{"platform":"android","token":"abc"}""")]
    [InlineData("""{"platform":"toaster","token":"abc"}""")]
    [InlineData("[]")]
    [InlineData("{}")]
    public async Task A_device_that_cannot_be_told_is_refused(string body)
    {
        await using var patient = await clinic.PatientAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, Path) { Content = new StringContent(body, MediaTypeHeaderValue.Parse("application/json")) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", patient.Tokens.AccessToken);
        using var answer = await clinic.Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("invalid", (await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("code").GetString());
    }

    private static object Address(PushedBrowser browser, string? replaces = null) => new { endpoint = browser.Endpoint, keys = new { p256dh = browser.P256dh, auth = browser.Auth }, replaces };

    private async Task<PushDeviceView> AllowAsync(Patient patient, PushedBrowser browser, string? replaces = null)
    {
        using var answer = await AskAsync(patient.Tokens.AccessToken, HttpMethod.Post, Address(browser, replaces), Path);
        return (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<PushDeviceView>(WireJson.Options))!;
    }

    private async Task<PushDeviceList> ListAsync(Patient patient)
    {
        using var answer = await AskAsync(patient.Tokens.AccessToken, HttpMethod.Get, null, Path);
        return (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<PushDeviceList>(WireJson.Options))!;
    }

    private Task<HttpStatusCode> SendAsync(Patient patient, HttpMethod method, object body) => SendAsync(patient.Tokens.AccessToken, method, body);

    private async Task<HttpStatusCode> SendAsync(string token, HttpMethod method, object? body, string path = Path)
    {
        using var answer = await AskAsync(token, method, body, path);
        return answer.StatusCode;
    }

    private async Task<HttpResponseMessage> AskAsync(string token, HttpMethod method, object? body, string path)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body, options: WireJson.Options) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await clinic.Http.SendAsync(request);
    }
}

[Collection(nameof(OnSqlite))]
public sealed class PushTestsOnSqlite(SqliteClinic clinic) : PushTests(clinic);

[Collection(nameof(OnPostgres))]
public sealed class PushTestsOnPostgres(PostgresClinic clinic) : PushTests(clinic);
