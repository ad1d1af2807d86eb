using Medzdrav.Contracts;
using Microsoft.Extensions.Options;

namespace Medzdrav.Gateway;

/// <summary>Decides which scheme, host and port stand in links that are sent or shown. A client can name any host: only an insurer's host, the configured address, and a developer's own machine are written.</summary>
public sealed class PageOrigin(Brands brands, IOptions<GatewayOptions> options)
{
    /// <summary>The origin of the platform's pages as a client has them: under the insurer's host that it named, else under the configured address. Null where neither is known, and the client named no loopback host.</summary>
    /// <param name="named">The scheme, host and port that the client named.</param>
    public string? Of(string? named)
    {
        var configured = GatewayOptions.OriginOf(options.Value.Address);
        if (GatewayOptions.OriginOf(named) is not { } asked)
            return Written(configured);
        if (brands.HostOf(asked.Host) is { } host)
            return Written(new UriBuilder(configured ?? asked) { Host = host }.Uri);
        return Written(configured ?? (asked.IsLoopback ? asked : null));
    }

    private static string? Written(Uri? origin) => origin is null ? null : new UriBuilder(origin.Scheme, origin.Host, origin.Port).Uri.GetLeftPart(UriPartial.Authority);
}
