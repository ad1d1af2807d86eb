using System.ComponentModel.DataAnnotations;
using System.Net;

namespace Medzdrav.Gateway;

/// <summary>The edge's settings, section <c>Gateway</c>.</summary>
public sealed class GatewayOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Gateway";

    /// <summary>Hub calls that one connection may make per second over a longer time; 1 to 10,000, default 50.</summary>
    [Range(1, 10_000)]
    public int CallsPerSecond { get; set; } = 50;

    /// <summary>Hub calls that one connection may make at once after a rest; 1 to 100,000, default 200.</summary>
    [Range(1, 100_000)]
    public int Burst { get; set; } = 200;

    /// <summary>Hub calls that all connections of one address (IPv6: one /64) may make per second over a longer time; a developer's own machine is exempt. 10 to 1,000,000, default 500: a thousand people who chat behind one address.</summary>
    [Range(10, 1_000_000)]
    public int AddressCallsPerSecond { get; set; } = 500;

    /// <summary>Hub calls that they may make at once after a rest; 100 to 10,000,000, default 5,000.</summary>
    [Range(100, 10_000_000)]
    public int AddressBurst { get; set; } = 5_000;

    /// <summary>Hub calls of one address that are under way at once; the others wait for them, so that other people's calls wait for few. 1 to 10,000, default 8: a call takes some 2 ms.</summary>
    [Range(1, 10_000)]
    public int AddressCallsAtOnce { get; set; } = 8;

    /// <summary>Bytes of text that all connections of one address may send per second over a longer time; 1 KiB to 1 GiB, default 32 KiB: 150 messages of a hundred letters a second.</summary>
    [Range(1024, 1024 * 1024 * 1024)]
    public int AddressTextBytes { get; set; } = 32 * 1024;

    /// <summary>Bytes of text that they may send at once after a rest; 64 KiB to 1 GiB, default 4 MiB: 250 of the longest.</summary>
    [Range(64 * 1024, 1024 * 1024 * 1024)]
    public int AddressTextBurst { get; set; } = 4 * 1024 * 1024;

    /// <summary>Connections to the hub that one account, visitor or staff member may have at once at one node; a developer's own machine is exempt. 1 to 10,000, default 30: more tabs and devices than anybody looks at.</summary>
    [Range(1, 10_000)]
    public int PersonConnections { get; set; } = 30;

    /// <summary>Connections to the hub that one address (IPv6: one /64) may have at once at one node, likewise. 10 to 1,000,000, default 2,000.</summary>
    [Range(10, 1_000_000)]
    public int AddressConnections { get; set; } = 2_000;

    /// <summary>Hub calls that all connections of one person may make per second over a longer time; a developer's own machine is exempt. 1 to 10,000, default 100.</summary>
    [Range(1, 10_000)]
    public int PersonCallsPerSecond { get; set; } = 100;

    /// <summary>Hub calls that they may make at once after a rest; 10 to 100,000, default 600.</summary>
    [Range(10, 100_000)]
    public int PersonBurst { get; set; } = 600;

    /// <summary>Bytes of text that all connections of one person may send per second over a longer time; 256 to 1 GiB, default 8 KiB: more than anybody types.</summary>
    [Range(256, 1024 * 1024 * 1024)]
    public int PersonTextBytes { get; set; } = 8 * 1024;

    /// <summary>Bytes of text that they may send at once after a rest; 32 KiB to 1 GiB, default 1 MiB: sixty of the longest.</summary>
    [Range(32 * 1024, 1024 * 1024 * 1024)]
    public int PersonTextBurst { get; set; } = 1024 * 1024;

    /// <summary>HTTP requests that one address (IPv6: one /64) may make per second over a longer time, pages and calls of programs together; a developer's own machine is exempt. 10 to 1,000,000, default 200.</summary>
    [Range(10, 1_000_000)]
    public int AddressRequestsPerSecond { get; set; } = 200;

    /// <summary>HTTP requests that it may make at once after a rest; 100 to 10,000,000, default 3,000: a hundred people who open a page.</summary>
    [Range(100, 10_000_000)]
    public int AddressRequestBurst { get; set; } = 3_000;

    /// <summary>Signals of calls that one connection may send per second over a longer time; 1 to 10,000, default 30.</summary>
    [Range(1, 10_000)]
    public int SignalsPerSecond { get; set; } = 30;

    /// <summary>Signals that one connection may send at once; who sends more is cut. 1 to 100,000, default 150: connecting takes some 30.</summary>
    [Range(1, 100_000)]
    public int SignalBurst { get; set; } = 150;

    /// <summary>Tokens, API keys and sign-in attempts that nobody knows, which one address (IPv6: one /64) may show in a minute; a developer's own machine is exempt. 1 to 1,000,000, default 120.</summary>
    [Range(1, 1_000_000)]
    public int UnknownPerAddress { get; set; } = 120;

    /// <summary>How much may wait for one connection whose line does not keep up, in bytes; who reads more slowly is cut, comes back and reads on page by page. 256 KiB to 1 GiB, default 1 MiB: 8 s of a line of 1 Mbit/s.</summary>
    [Range(256 * 1024, 1024 * 1024 * 1024)]
    public int WaitingBytes { get; set; } = 1024 * 1024;

    /// <summary>Over which time a node that stops sends its connections to the others; 0 to 60 s, default 6 s. A host that is alone, on SQLite, has no others, and stops at once.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan DrainTime { get; set; } = TimeSpan.FromSeconds(6);

    /// <summary>IP addresses or networks (<c>10.0.0.0/24</c>), divided by commas, of proxies whose <c>X-Forwarded-For</c> and <c>X-Forwarded-Proto</c> are believed; default none.</summary>
    public string TrustedProxies { get; set; } = "";

    /// <summary>Whether the host that these proxies name in <c>X-Forwarded-Host</c> is believed, too: by it pages, SMS and sessions get their insurer. Default false, for proxies that pass <c>Host</c> on.</summary>
    public bool ForwardedHost { get; set; }

    /// <summary>The scheme, host and port at which people have the platform's pages, such as <c>https://medzdrav.example</c>: links in messages lead there, or by its scheme and port to the host of the person's insurer. Default none: then to the insurer's host by which staff have the pages, and a message from any other host, but for a loopback one, has no link.</summary>
    public string Address { get; set; } = "";

    /// <summary>The proxies' networks.</summary>
    internal IReadOnlyList<IPNetwork> Proxies => [.. Parts.Select(part => NetworkOf(part)!.Value)];

    /// <summary>Whether every part of <see cref="TrustedProxies"/> is an address or a network.</summary>
    internal bool AreProxiesReadable => Array.TrueForAll(Parts, part => NetworkOf(part) is not null);

    /// <summary>Whether <see cref="Address"/> is empty, or an origin and nothing more.</summary>
    internal bool IsAddressReadable => Address.Length == 0 || OriginOf(Address) is { AbsolutePath: "/", Query: "", Fragment: "", UserInfo: "" };

    /// <summary>An address by HTTP; null for any other text.</summary>
    internal static Uri? OriginOf(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps) ? address : null;

    private string[] Parts => TrustedProxies.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static IPNetwork? NetworkOf(string text) =>
        IPNetwork.TryParse(text, out var network) ? network
        : IPAddress.TryParse(text, out var address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
        : null;
}
