using System.Net.Http.Json;
using Medzdrav.Contracts;
using Medzdrav.Tests.Support;

namespace Medzdrav.Tests.Gateway;

/// <summary>A sign-in of staff goes on after the host was killed between its two steps, and the secret lies sealed.</summary>
public sealed class FactorRestartTests : IDisposable
{
    private const string Password = "correct horse";
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("medzdrav-restart-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Killed_between_password_and_code_it_goes_on_where_it_was()
    {
        await using var host = await HostProcess.StartAsync(new() { ["Storage:DataDirectory"] = folder.FullName });
        var password = Path.Combine(folder.FullName, "password");
        await File.WriteAllTextAsync(password, Password);
        var hired = await HostCommand.RunAsync("staff", "add", "--login", "lev", "--name", "Лев", "--post", "auditor", "--password-file", password, $"--Storage:DataDirectory={folder.FullName}");
        Assert.Equal(0, hired.ExitCode);
        using var http = new HttpClient { BaseAddress = host.Address };
        var attempt = await AskAsync<StaffAttemptView>(http, "/api/staff/sign-in", new { login = "lev", password = Password, client = "app" });
        var offer = await AskAsync<TotpOffer>(http, "/api/staff/sign-in/set-up", new { attempt.AttemptId });
        var app = new Authenticator(offer.Secret);

        await host.KillAsync();
        await host.StartAgainAsync();

        Assert.Equal(offer.Secret, (await AskAsync<TotpOffer>(http, "/api/staff/sign-in/set-up", new { attempt.AttemptId })).Secret);
        var codes = await AskAsync<RecoveryCodesView>(http, "/api/staff/sign-in/totp", new { attempt.AttemptId, code = await app.CodeAsync(), client = "app" });
        Assert.Equal(10, codes.RecoveryCodes.Length);
        var second = await AskAsync<StaffAttemptView>(http, "/api/staff/sign-in", new { login = "lev", password = Password, client = "app" });
        await host.KillAsync();
        await host.StartAgainAsync();
        Assert.NotNull((await AskAsync<TokenPair>(http, "/api/staff/sign-in/totp", new { second.AttemptId, code = await app.CodeAsync(), client = "app" })).AccessToken);

        var secret = OtpNet.Base32Encoding.ToBytes(offer.Secret.Replace(" ", "", StringComparison.Ordinal));
        foreach (var file in folder.GetFiles("*.db*"))
            Assert.True((await File.ReadAllBytesAsync(file.FullName)).AsSpan().IndexOf(secret) < 0, file.Name);
    }

    private static async Task<T> AskAsync<T>(HttpClient http, string path, object body)
    {
        using var answer = await http.PostAsJsonAsync(path, body, WireJson.Options);
        return (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<T>(WireJson.Options))!;
    }
}
