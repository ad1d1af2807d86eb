using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Medzdrav.Tests.Support;

namespace Medzdrav.Tests.Gateway;

/// <summary>The management port: health, metrics and the dashboard, which the public port does not have.</summary>
public sealed class ManagementTests : IDisposable
{
    private const int DefaultPort = 5090;
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("medzdrav-management-");
    private readonly HttpClient http = new(new HttpClientHandler { AllowAutoRedirect = false });

    public void Dispose()
    {
        http.Dispose();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Operators_have_health_metrics_and_dashboard_at_their_own_port_and_nobody_else_has()
    {
        var port = Ports.Free();
        await using var host = await StartAsync(("Management:Urls", Any(port)), ("Management:Dashboard", "true"));
        var inside = Loopback(port);

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(inside, "/health/live"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(inside, "/health/ready"));
        Assert.Contains("medzdrav_journal_commit_duration_seconds", await http.GetStringAsync(new Uri(inside, "/metrics")), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(inside, "/dashboard/"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(inside, "/dashboard/DashboardCounters"));

        // The public port, also under the name of the other one.
        foreach (var path in new[] { "/metrics", "/dashboard", "/dashboard/", "/dashboard/DashboardCounters" })
        {
            Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(host.Address, path));
            Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(host.Address, path, ("Host", inside.Authority)));
        }
        // Neither are there pages or calls of people at this one.
        foreach (var path in new[] { "/", "/staff/sign-in", "/api/me", "/hub", "/dev/sms" })
            Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(inside, path));
    }

    [Fact]
    public async Task The_dashboard_is_for_this_machine_and_shows_no_state_of_grains()
    {
        var port = Ports.Free();
        await using var host = await StartAsync(("Management:Urls", Any(port)), ("Management:Dashboard", "true"));
        var inside = Loopback(port);

        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(inside, "/dashboard/", ("X-Forwarded-For", "203.0.113.7")));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(inside, "/dashboard/GrainState?grainId=1&grainType=Medzdrav.Grains.AllowanceGrain"));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(inside, "/dashboard/Trace"));
        // A page of the Internet whose name resolves to this machine.
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(inside, "/metrics", ("Host", "rebound.example")));
        // Whoever comes by the network reads metrics, where the port is open to it, and finds no dashboard.
        foreach (var address in OfTheNetwork())
        {
            var outside = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://{address}:{port}"));
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(outside, "/metrics"));
            Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(outside, "/dashboard/"));
        }
    }

    [Fact]
    public async Task Without_its_setting_there_is_no_dashboard()
    {
        var port = Ports.Free();
        await using var host = await StartAsync(("Management:Urls", $"{Loopback(port)}"));

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(Loopback(port), "/metrics"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(Loopback(port), "/dashboard/"));
    }

    [Fact]
    public async Task A_default_port_that_another_process_has_stops_no_start()
    {
        using var other = new TcpListener(IPAddress.Loopback, DefaultPort);
        try
        {
            other.Start();
        }
        catch (SocketException)
        {
            // Somebody else has it already.
        }

        // Null takes the variable away: nobody names a port.
        await using var host = await StartAsync(("Management:Urls", null!));

        await host.StopAsync();
        Assert.Contains("Medzdrav is ready", host.Output, StringComparison.Ordinal);
        Assert.Contains("Another process has the management port http://127.0.0.1:5090", host.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_named_port_that_another_process_has_stops_the_start_in_one_line()
    {
        using var other = new TcpListener(IPAddress.Loopback, Ports.Free());
        other.Start();

        var refused = await HostCommand.RunInAsync(
            new() { ["ASPNETCORE_ENVIRONMENT"] = "Development" },
            $"--urls=http://127.0.0.1:{Ports.Free()}", $"--Storage:DataDirectory={folder.FullName}", $"--Management:Urls=http://{other.LocalEndpoint}");

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("--Management:Urls=", Assert.Single(refused.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    private Task<HostProcess> StartAsync(params (string Key, string Value)[] settings) =>
        HostProcess.StartAsync(settings.Append(("Storage:DataDirectory", folder.FullName)).ToDictionary());

    private async Task<HttpStatusCode> StatusAsync(Uri server, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(server, path));
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return answer.StatusCode;
    }

    private static IEnumerable<IPAddress> OfTheNetwork() =>
        from network in NetworkInterface.GetAllNetworkInterfaces()
        where network.OperationalStatus == OperationalStatus.Up
        from own in network.GetIPProperties().UnicastAddresses
        where own.Address.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(own.Address)
        select own.Address;

    private static string Any(int port) => string.Create(CultureInfo.InvariantCulture, $"http://0.0.0.0:{port}");

    private static Uri Loopback(int port) => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"));
}
