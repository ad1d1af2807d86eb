using Medzdrav.Contracts;
using Microsoft.AspNetCore.Http;

namespace Medzdrav.Gateway;

/// <summary>A call whose body is a file, not JSON. A plain form could send it, so a browser has to name its own origin.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class TakesFileAttribute : Attribute;

/// <summary>Keeps other sites' pages from using a person's cookie: a browser names the origin of every changing request and of every WebSocket.</summary>
internal static class SameOrigin
{
    /// <summary>Refuses foreign pages' requests on every route, and changing calls that are not JSON, which a plain form could send.</summary>
    public static Task CheckAsync(HttpContext context, RequestDelegate next)
    {
        var request = context.Request;
        var isRead = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method);
        if (isRead && !Routed.ToHub(context) || BearerScheme.TokenOf(request) is not null)
            return next(context);
        var takesFile = Routed.ToFile(context);
        if (!IsOwn(request) || takesFile && request.Headers.Origin is [])
            return Problems.Of(Refusal.WrongRole).ExecuteAsync(context);
        // No form sends this, and no page of another origin without asking first.
        var needsJson = !isRead && !HttpMethods.IsDelete(request.Method) && Problems.IsForPrograms(request.Path) && !Routed.ToHub(context) && !takesFile;
        return needsJson && !request.HasJsonContentType() ? Problems.Of(Refusal.Invalid).ExecuteAsync(context) : next(context);
    }

    private static bool IsOwn(HttpRequest request) => request.Headers.Origin switch
    {
        [] => request.Headers["Sec-Fetch-Site"] is [] or ["same-origin" or "none"],
        [{ } origin] => Uri.TryCreate(origin, UriKind.Absolute, out var named)
            && Uri.TryCreate($"{request.Scheme}://{request.Host.Value}", UriKind.Absolute, out var own)
            && (named.Scheme, named.IdnHost, named.Port) == (own.Scheme, own.IdnHost, own.Port),
        _ => false,
    };
}
