using Medzdrav.Contracts;
using Microsoft.AspNetCore.Http;

namespace Medzdrav.Gateway;

/// <summary>A call whose body is a file, not JSON. A plain form could send it, so a browser has to name its own origin.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class TakesFileAttribute : Attribute;

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
        var takesFile = context.GetEndpoint()?.Metadata.GetMetadata<TakesFileAttribute>() is not null;
        if (!IsOwn(request) || takesFile && request.Headers.Origin is [])
            return Problems.Of(Refusal.WrongRole).ExecuteAsync(context);
        return isChange && !isHub && !takesFile && !request.HasJsonContentType() ? Problems.Of(Refusal.Invalid).ExecuteAsync(context) : next(context);
    }

    private static bool IsOwn(HttpRequest request) => request.Headers.Origin switch
    {
        [] => request.Headers["Sec-Fetch-Site"] is [] or ["same-origin" or "none"],
        [{ } origin] => Uri.TryCreate(origin, UriKind.Absolute, out var uri) && string.Equals(uri.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase),
        _ => false,
    };
}
