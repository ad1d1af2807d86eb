using System.Net;
using System.Net.Sockets;
using Medzdrav.Silo;

namespace Medzdrav.Host;

/// <summary>Where the process will listen. Looked at before anything starts: a taken port is said in one line, with nothing to stop again.</summary>
internal static class ListenAddresses
{
    private const string Default = "http://127.0.0.1:5080";

    /// <summary>The default is not in appsettings.json, where it would win over ASPNETCORE_URLS.</summary>
    public static void UseDefaultAddress(this WebApplicationBuilder builder)
    {
        var settings = builder.Configuration;
        if (settings["urls"] is null && settings["http_ports"] is null && !settings.GetSection("Kestrel:Endpoints").Exists())
            settings["urls"] = Default;
    }

    /// <summary>Fails when another program listens where this one would.</summary>
    public static void EnsureFree(IConfiguration settings, bool isSilo)
    {
        foreach (var url in settings["urls"]?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [])
            Try(BindingAddress.Parse(url), "--urls=http://127.0.0.1:PORT");
        if (ManagementSetup.Read(settings) is { IsNamed: true } management)
            foreach (var url in management.Addresses)
                TryInside(BindingAddress.Parse(url), settings["urls"] ?? "");
        if (!isSilo || settings.GetSection(SiloOptions.Section).Get<SiloOptions>() is not { } silo)
            return;
        foreach (var (name, port) in new[] { (nameof(SiloOptions.Port), silo.Port), (nameof(SiloOptions.GatewayPort), silo.GatewayPort) })
            if (port is < 1 or > IPEndPoint.MaxPort)
                throw new UsageException($"{SiloOptions.Section}:{name} is not between 1 and {IPEndPoint.MaxPort}.");
        Try(IPAddress.Parse(silo.Address), silo.Port, $"--{SiloOptions.Section}:{nameof(SiloOptions.Port)}=PORT");
        Try(IPAddress.Parse(silo.Address), silo.GatewayPort, $"--{SiloOptions.Section}:{nameof(SiloOptions.GatewayPort)}=PORT");
    }

    /// <summary>The management port is no port of the pages, and speaks plain HTTP only.</summary>
    private static void TryInside(BindingAddress address, string pages)
    {
        const string Name = $"{ManagementOptions.Section}:{nameof(ManagementOptions.Urls)}";
        if (address.Scheme != Uri.UriSchemeHttp)
            throw new UsageException($"{Name} takes addresses of plain HTTP, such as {ManagementOptions.Default}.");
        if (pages.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Any(url => BindingAddress.Parse(url).Port == address.Port && address.Port != 0))
            throw new UsageException($"{Name} is the port of the pages, too. Choose another one: --{Name}=http://127.0.0.1:PORT");
        Try(address, $"--{Name}=http://127.0.0.1:PORT");
    }

    private static void Try(BindingAddress address, string remedy)
    {
        var ip = address.Host == "localhost" ? IPAddress.Loopback : IPAddress.TryParse(address.Host, out var known) ? known : IPAddress.Any;
        if (!address.IsUnixPipe && address.Port != 0)
            Try(ip, address.Port, remedy);
    }

    private static void Try(IPAddress ip, int port, string remedy)
    {
        using var probe = new TcpListener(ip, port);
        try
        {
            probe.Start();
        }
        catch (SocketException taken) when (taken.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            throw new UsageException($"Port {port} is taken. Stop the other program, or choose another port: {remedy}");
        }
    }
}
