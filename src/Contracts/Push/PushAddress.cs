using System.Text.Json.Serialization;

namespace Medzdrav.Contracts;

/// <summary>The kinds of devices that are told by push.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<PushPlatform>))]
public enum PushPlatform
{
    /// <summary>A browser, or the web app installed from it (RFC 8030).</summary>
    Web,

    /// <summary>The app for Android.</summary>
    Android,

    /// <summary>The app for iPhone and iPad.</summary>
    Ios,
}

/// <summary>Where a device is reached by push, as the device said it. Whoever has it can write to the device.</summary>
/// <param name="Platform">The kind of device.</param>
/// <param name="Endpoint">Of a browser the https address at its push service, at most 2,048 characters; of an app its token, at most 4,096.</param>
/// <param name="P256dh">A browser's public key (RFC 8291): 65 bytes in the alphabet of URLs; null for an app.</param>
/// <param name="Auth">A browser's secret (RFC 8291): 16 bytes likewise; null for an app.</param>
[GenerateSerializer, Immutable, Alias("PushAddress")]
public sealed record PushAddress([property: Id(0)] PushPlatform Platform, [property: Id(1)] string Endpoint, [property: Id(2)] string? P256dh = null, [property: Id(3)] string? Auth = null)
{
    /// <summary>Tells nothing but the platform.</summary>
    public override string ToString() => $"{nameof(PushAddress)} {Platform}";
}
