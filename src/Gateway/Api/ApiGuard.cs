using Medzdrav.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Medzdrav.Gateway;

/// <summary>What holds for every call of the API and the hub: only from our own pages where a cookie is the credential, and every failure is a problem document.</summary>
public sealed partial class ApiGuard(RequestDelegate next, ILogger<ApiGuard> logger)
{
    /// <summary>Passes the request on, or answers it.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (!IsFromHere(context.Request))
        {
            await Problems.Of(Refusal.WrongRole).ExecuteAsync(context);
            return;
        }
        try
        {
            await next(context);
        }
        catch (BadHttpRequestException) when (!context.Response.HasStarted)
        {
            await Problems.Of(Refusal.Invalid).ExecuteAsync(context);
        }
        catch (StorageUnavailableException away) when (!context.Response.HasStarted)
        {
            LogUnavailable(context.Request.Path, away);
            await Problems.Of(Refusal.Unavailable).ExecuteAsync(context);
        }
    }

    /// <summary>Reading is free; changing, and the hub, need our own origin when the browser names one.</summary>
    private static bool IsFromHere(HttpRequest request)
    {
        var isReading = (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)) && !request.Path.StartsWithSegments(Schemes.HubPath);
        if (isReading || request.Headers.Origin is not [{ Length: > 0 } origin])
            return true;
        return Uri.TryCreate(origin, UriKind.Absolute, out var from) && from.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase);
    }
}

internal static class ApiGuardUse
{
    public static IApplicationBuilder UseApiGuard(this IApplicationBuilder app) => app.UseWhen(
        context => context.Request.Path.StartsWithSegments("/api") || context.Request.Path.StartsWithSegments(Schemes.HubPath),
        branch => branch.UseMiddleware<ApiGuard>());
}
