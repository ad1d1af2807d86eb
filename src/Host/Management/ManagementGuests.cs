using System.Net;

namespace Medzdrav.Host;

/// <summary>Keeps the management port for programs and people of operations: what a page of the Internet can talk a browser on this machine into is refused.</summary>
internal static class ManagementGuests
{
    private static readonly string[] Forwarded = ["Forwarded", "X-Forwarded-For"];

    /// <summary>A name that resolves to this machine only for the page that owns it (DNS rebinding) gets nothing: on loopback the address is told by number, or as localhost.</summary>
    public static Task CheckAsync(HttpContext context, RequestDelegate next)
    {
        var isLoopback = context.Connection.LocalIpAddress is { } local && IPAddress.IsLoopback(local);
        if (!isLoopback || IsLocalName(context.Request.Host.Host))
            return next(context);
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        return Task.CompletedTask;
    }

    /// <summary>Lets in who is on this machine, also by a tunnel that ends here; to all others, and to whoever comes by a proxy, there is nothing. States of grains are never shown: they hold people's data.</summary>
    public static async ValueTask<object?> OnlyFromHere(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        var context = call.HttpContext;
        var isHere = context.Connection.RemoteIpAddress is { } remote && IPAddress.IsLoopback(remote) && !Array.Exists(Forwarded, context.Request.Headers.ContainsKey);
        return isHere && !IsOfStates(context.Request.Path) ? await next(call) : Results.NotFound();
    }

    private static bool IsOfStates(PathString path) => path.Value!.Contains("/GrainState", StringComparison.OrdinalIgnoreCase);

    private static bool IsLocalName(string host) => IPAddress.TryParse(host, out _) || host.Equals("localhost", StringComparison.OrdinalIgnoreCase);
}
