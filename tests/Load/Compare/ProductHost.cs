using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Medzdrav.Tests.Support;

namespace Medzdrav.Tests.Load;

/// <summary>The built host as operators start it, and people who sign in to it.</summary>
internal static class ProductHost
{
    /// <summary>A setting that names another build's <c>Medzdrav.Host.dll</c>, to stand beside this one.</summary>
    public const string OtherBuild = "HOST";

    public static Uri FreeAddress() => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Ports.Free()}"));

    /// <summary>Starts it; all roles in one process unless the arguments say otherwise.</summary>
    /// <param name="storage">Where it keeps its data.</param>
    /// <param name="address">Where it answers.</param>
    /// <param name="core">The core that it runs on.</param>
    /// <param name="settings">Environment variables beside or instead of the usual ones.</param>
    /// <param name="arguments">The rest of the command line.</param>
    public static ServerProcess Start(StorageFixture storage, Uri address, int core, IReadOnlyDictionary<string, string>? settings = null, params string[] arguments)
    {
        var program = settings?.GetValueOrDefault(OtherBuild) ?? Path.Combine(HostProcess.Repository, "src", "Host", "bin", new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name, "net10.0", "Medzdrav.Host.dll");
        var environment = new Dictionary<string, string>
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["Sms__Url"] = "http://127.0.0.1:9/",
            ["Staff__Keys"] = Convert.ToBase64String(new byte[32]),
            // All people of a load come from one address.
            ["SignIn__VisitorsPerAddress"] = "1000000",
            ["SignIn__OpeningsPerCaller"] = "1000000",
            ["SignIn__OpeningsPerAddress"] = "1000000",
            ["Gateway__AddressCallsPerSecond"] = "1000000",
            ["Gateway__AddressCallsAtOnce"] = "10000",
            ["Gateway__AddressBurst"] = "10000000",
            ["Gateway__AddressTextBytes"] = "1073741824",
            ["Gateway__AddressTextBurst"] = "1073741824",
            ["Silo__Port"] = Ports.Free().ToString(CultureInfo.InvariantCulture),
            ["Silo__GatewayPort"] = Ports.Free().ToString(CultureInfo.InvariantCulture),
        };
        foreach (var (key, value) in storage.Settings)
            environment[key.Replace(":", "__", StringComparison.Ordinal)] = value!;
        foreach (var (key, value) in settings ?? new Dictionary<string, string>())
            environment[key] = value;
        return ServerProcess.Start($"{core}", environment, ["dotnet", program, $"--urls={address.GetLeftPart(UriPartial.Authority)}", .. arguments]);
    }

    /// <summary>A connection of a visitor.</summary>
    public static Task<HubMember> VisitorAsync(HttpClient http) => OpenAsync(http, "/api/visitors", new { client = "app" });

    /// <summary>A connection of somebody who was hired (<see cref="Stored.HireAsync"/>).</summary>
    public static Task<HubMember> StaffAsync(HttpClient http, string login) => OpenAsync(http, "/api/staff/sign-in", new { login, password = Stored.Password, client = "app" });

    /// <summary>A visitor with a session of their own: signed in, connected, opened.</summary>
    /// <returns>The connection, and the session.</returns>
    public static async Task<(HubMember Member, string Session)> CallAsync(HttpClient http)
    {
        var member = await VisitorAsync(http);
        var opened = await member.AskAsync("OpenSession", new { commandId = Guid.CreateVersion7(), mode = "chat" });
        return (member, opened!["sessionId"]!.GetValue<string>());
    }

    private static async Task<HubMember> OpenAsync(HttpClient http, string signIn, object body)
    {
        using var answer = await http.PostAsJsonAsync(new Uri(signIn, UriKind.Relative), body);
        var tokens = await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonNode>();
        return await HubMember.OpenAsync(new Uri(http.BaseAddress!, $"/hub?access_token={Uri.EscapeDataString(tokens!["accessToken"]!.GetValue<string>())}"));
    }
}
