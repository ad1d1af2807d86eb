using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Medzdrav.Tests.Support;

namespace Medzdrav.Tests.Load;

/// <summary>The built host with all roles in one process, as operators start it, and visitors who call it.</summary>
internal static class ProductHost
{
    public static Uri FreeAddress() => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Ports.Free()}"));

    public static ServerProcess Start(StorageFixture storage, Uri address, int core)
    {
        var program = Path.Combine(HostProcess.Repository, "src", "Host", "bin", new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name, "net10.0", "Medzdrav.Host.dll");
        var settings = new Dictionary<string, string>
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["Sms__Url"] = "http://127.0.0.1:9/",
            ["Silo__Port"] = Ports.Free().ToString(CultureInfo.InvariantCulture),
            ["Silo__GatewayPort"] = Ports.Free().ToString(CultureInfo.InvariantCulture),
        };
        foreach (var (key, value) in storage.Settings)
            settings[key.Replace(":", "__", StringComparison.Ordinal)] = value!;
        return ServerProcess.Start($"{core}", settings, "dotnet", program, $"--urls={address.GetLeftPart(UriPartial.Authority)}");
    }

    /// <summary>A visitor with a session of their own: signed in, connected, opened.</summary>
    /// <returns>The connection, and the session.</returns>
    public static async Task<(HubMember Member, string Session)> CallAsync(HttpClient http)
    {
        using var answer = await http.PostAsJsonAsync(new Uri("/api/visitors", UriKind.Relative), new { client = "app" });
        var tokens = await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonNode>();
        var member = await HubMember.OpenAsync(new Uri(http.BaseAddress!, $"/hub?access_token={Uri.EscapeDataString(tokens!["accessToken"]!.GetValue<string>())}"));
        var opened = await member.AskAsync("OpenSession", new { commandId = Guid.CreateVersion7(), mode = "chat" });
        return (member, opened!["sessionId"]!.GetValue<string>());
    }
}
