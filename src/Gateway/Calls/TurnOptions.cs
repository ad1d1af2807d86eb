using System.ComponentModel.DataAnnotations;

namespace Medzdrav.Gateway;

/// <summary>The servers that help browsers to reach each other, section <c>Turn</c>. Without any, calls go directly: enough on one machine and in one network.</summary>
public sealed class TurnOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Turn";

    private const int MinSecretLength = 16;

    /// <summary>Relays as browsers read them (<c>turn:turn.example.ru:3478?transport=udp</c>, <c>turns:…:443?transport=tcp</c>); RFC 7065. Default none.</summary>
    public string[] Urls { get; set; } = [];

    /// <summary>Servers that tell browsers their outer address (<c>stun:…</c>); RFC 7064. Default none.</summary>
    public string[] StunUrls { get; set; } = [];

    /// <summary>The secret shared with the relay (coturn's <c>static-auth-secret</c>); at least 16 characters where there are <see cref="Urls"/>.</summary>
    public string Secret { get; set; } = "";

    /// <summary>How long a credential is good at most, so that it is worth little to somebody who has left; pages in a call renew it by asking again after 8. 10 minutes to 1 day, default 10 minutes.</summary>
    [Range(typeof(TimeSpan), "00:10:00", "1.00:00:00")]
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Credentials for calls that one person gets in 10 minutes; a page asks when it takes a call, for each further leg, and to renew. 1 to 10,000, default 60.</summary>
    [Range(1, 10_000)]
    public int CallsPerPerson { get; set; } = 60;

    /// <summary>How long a credential of the connection check is good. 10 s to 10 minutes, default 2 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "00:10:00")]
    public TimeSpan CheckLifetime { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Credentials for connection checks that one network address gets in 10 minutes; loopback is exempt. 1 to 10,000, default 30.</summary>
    [Range(1, 10_000)]
    public int ChecksPerAddress { get; set; } = 30;

    /// <summary>Whether relays come with a secret.</summary>
    internal bool IsComplete => Urls.Length == 0 || Secret.Length >= MinSecretLength;

    /// <summary>Whether every address is one.</summary>
    internal bool AreUrlsReadable => Urls.All(url => HasScheme(url, "turn:", "turns:")) && StunUrls.All(url => HasScheme(url, "stun:", "stuns:"));

    private static bool HasScheme(string url, params string[] schemes) => Array.Exists(schemes, scheme => url.StartsWith(scheme, StringComparison.Ordinal) && url.Length > scheme.Length);
}
