using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Options;

namespace Medzdrav.Gateway;

/// <summary>A server as <c>RTCPeerConnection</c> takes it (W3C WebRTC, RTCIceServer).</summary>
/// <param name="Urls">Where.</param>
/// <param name="Username">Until when and for whom, or null.</param>
/// <param name="Credential">The relay's word for it, or null.</param>
internal sealed record IceServer(
    string[] Urls,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Username = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Credential = null);

/// <summary>Makes credentials that a relay believes without asking anybody: a name with an end, signed with the shared secret. Source: draft-uberti-behave-turn-rest; coturn's <c>use-auth-secret</c>.</summary>
internal sealed class IceServers(IOptions<TurnOptions> options, TimeProvider clock)
{
    /// <summary>How long people may go on talking after their time: the relay cuts who is too late.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(1);

    private const int NameBytes = 9;

    /// <summary>For somebody in a call, never longer than the leg may last.</summary>
    /// <param name="of">The person whom the relay's quota counts, in all their sessions: never told in the clear.</param>
    /// <param name="left">The time left of the leg; null where it has no limit.</param>
    public IceServer[] ForLeg(string of, TimeSpan? left)
    {
        var rest = (left > TimeSpan.Zero ? left.Value : TimeSpan.Zero) + Grace;
        return For("leg", of, left is not null && rest < options.Value.Lifetime ? rest : options.Value.Lifetime);
    }

    /// <summary>For a connection check.</summary>
    public IceServer[] ForCheck(string of) => For("check", of, options.Value.CheckLifetime);

    private IceServer[] For(string purpose, string of, TimeSpan lifetime)
    {
        var servers = new List<IceServer>(2);
        if (options.Value.StunUrls is [_, ..] stun)
            servers.Add(new IceServer(stun));
        if (options.Value.Urls is [_, ..] turn)
        {
            var endsAt = (clock.GetUtcNow() + lifetime).ToUnixTimeSeconds();
            var name = string.Create(CultureInfo.InvariantCulture, $"{endsAt}:{purpose}-{Alias(of)}");
            servers.Add(new IceServer(turn, name, Sign(name)));
        }
        return [.. servers];
    }

    /// <summary>The same for the same person, and telling nothing of them.</summary>
    private string Alias(string of) => Convert.ToHexStringLower(HMACSHA256.HashData(Key, Encoding.UTF8.GetBytes(of)).AsSpan(0, NameBytes));

    // The relay's protocol asks for SHA-1; as a keyed hash it is not broken.
#pragma warning disable CA5350 // see above
    private string Sign(string name) => Convert.ToBase64String(HMACSHA1.HashData(Key, Encoding.UTF8.GetBytes(name)));
#pragma warning restore CA5350

    private byte[] Key => Encoding.UTF8.GetBytes(options.Value.Secret);
}
