using Medzdrav.Contracts;
using Microsoft.AspNetCore.Http;

namespace Medzdrav.Gateway;

/// <summary>Keeps other sites' pages from using a visitor's cookie: a browser names the origin of every changing call and of every WebSocket.</summary>
internal static class SameOrigin
{
    /// <summary>Refuses calls of foreign pages, and changing calls that are not JSON, which a plain form could send.</summary>
    public static Task CheckAsync(HttpContext context, RequestDelegate next)
    {
        var request = context.Request;
        var isHub = request.Path.StartsWithSegments(GatewaySetup.HubPath, StringComparison.Ordinal);
        var isChange = Problems.IsForPrograms(request.Path) && !(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method));
        if (!isHub && !isChange || BearerScheme.TokenOf(request) is not null)
            return next(context);
        if (!IsOwn(request))
            return Problems.Of(Refusal.WrongRole).ExecuteAsync(context);
        return isChange && !isHub && !request.HasJsonContentType() ? Problems.Of(Refusal.Invalid).ExecuteAsync(context) : next(context);
    }

    private static bool IsOwn(HttpRequest request) => request.Headers.Origin switch
    {
        [] => request.Headers["Sec-Fetch-Site"] is [] or ["same-origin" or "none"],
        [{ } origin] => Uri.TryCreate(origin, UriKind.Absolute, out var uri) && string.Equals(uri.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase),
        _ => false,
    };
}
