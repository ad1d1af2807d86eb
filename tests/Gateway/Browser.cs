using System.Net;
using System.Net.Http.Json;
using Medzdrav.Contracts;

namespace Medzdrav.Tests.Gateway;

/// <summary>A browser's jar of cookies.</summary>
internal sealed class Browser(Clinic clinic) : IDisposable
{
    private readonly CookieContainer jar = new();
    private HttpClient? http;

    /// <summary>The cookies as the browser would send them.</summary>
    public string Cookie => jar.GetCookieHeader(clinic.Address);

    public HttpClient Http => http ??= new HttpClient(new HttpClientHandler { CookieContainer = jar }) { BaseAddress = clinic.Address };

    /// <summary>Signed in by the code that the phone got.</summary>
    public static async Task<Browser> SignedInAsync(Clinic clinic, string phone)
    {
        var (attempt, code) = await clinic.AskForCodeAsync(phone);
        return await SignedInAsync(clinic, "/api/sign-in", new { attemptId = attempt, code, client = "web" });
    }

    /// <summary>Signed in as a member of the staff.</summary>
    public static Task<Browser> OfStaffAsync(Clinic clinic, string login, string password = "demo") =>
        SignedInAsync(clinic, "/api/staff/sign-in", new { login, password, client = "web" });

    public async Task<HttpStatusCode> PostAsync(string path, object body)
    {
        using var answer = await Http.PostAsJsonAsync(path, body, WireJson.Options);
        return answer.StatusCode;
    }

    public void Dispose() => http?.Dispose();

    private static async Task<Browser> SignedInAsync(Clinic clinic, string path, object credentials)
    {
        var browser = new Browser(clinic);
        Assert.Equal(HttpStatusCode.NoContent, await browser.PostAsync(path, credentials));
        return browser;
    }
}
