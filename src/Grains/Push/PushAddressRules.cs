using System.Net;
using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>Which addresses of devices are taken. The platform will write to whatever is named, so a browser's is of the Internet and nothing nearer.</summary>
internal static class PushAddressRules
{
    private const int MaxEndpoint = 2_048;
    private const int MaxToken = 4_096;
    private const int AuthBytes = 16;

    private static readonly string[] NearbyNames = ["localhost", ".localhost", ".local", ".internal", ".intranet", ".lan", ".home.arpa"];
    private static readonly Refusal Unusable = Refusal.InvalidFor("Браузер назвал адрес для уведомлений, который нельзя использовать. Обновите браузер и попробуйте ещё раз.");
    private static readonly Refusal NotServed = Refusal.InvalidFor("Уведомления на таких устройствах пока не работают: сообщения придут по SMS.");

    /// <summary>Says why an address is not taken; null when it is.</summary>
    public static Refusal? Refuse(PushAddress address, PushOptions options) => address.Platform == PushPlatform.Web
        ? !options.IsForBrowsers ? NotServed
            : IsEndpoint(address.Endpoint, options.LocalAddresses) && PushKeyPair.IsPublic(address.P256dh) && PushKeyPair.Decoded(address.Auth, AuthBytes) is not null ? null : Unusable
        : options.AppUrl.Length == 0 ? NotServed
        : IsToken(address.Endpoint) ? null : Unusable;

    private static bool IsEndpoint(string? text, bool isLocal)
    {
        if (text is not { Length: > 0 and <= MaxEndpoint } || text.AsSpan().ContainsAnyExceptInRange('!', '~') || !Uri.TryCreate(text, UriKind.Absolute, out var endpoint))
            return false;
        if (endpoint.UserInfo.Length > 0 || endpoint.Fragment.Length > 0)
            return false;
        if (isLocal)
            return endpoint.Scheme == Uri.UriSchemeHttps || endpoint.Scheme == Uri.UriSchemeHttp;
        return endpoint.Scheme == Uri.UriSchemeHttps && endpoint.IsDefaultPort && IsFarHost(endpoint);
    }

    private static bool IsFarHost(Uri endpoint)
    {
        // A dot at the end names the same host.
        var host = endpoint.IdnHost.TrimEnd('.');
        return endpoint.HostNameType == UriHostNameType.Dns
            ? host.Contains('.', StringComparison.Ordinal) && !Array.Exists(NearbyNames, name => host.EndsWith(name, StringComparison.OrdinalIgnoreCase))
            : IPAddress.TryParse(host, out var address) && PublicNetwork.Holds(address);
    }

    private static bool IsToken(string? text) => text is { Length: > 0 and <= MaxToken } && !text.AsSpan().ContainsAnyExceptInRange('!', '~');
}
