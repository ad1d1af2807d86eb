using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.SignalR;

namespace Medzdrav.Gateway;

/// <summary>A call that takes a visitor's retired credential: repeating a claim is all that it is good for.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class TakesRetiredAttribute : Attribute;

/// <summary>The route of a request, as routing found it. A check that compares paths by itself misses case, escapes or a slash at the end that routing lets through.</summary>
internal static class Routed
{
    /// <summary>Whether the request goes to the hub.</summary>
    public static bool ToHub(HttpContext context) => Has<HubMetadata>(context);

    /// <summary>Whether it claims an account.</summary>
    public static bool ToClaim(HttpContext context) => Has<TakesRetiredAttribute>(context);

    /// <summary>Whether its body is a file.</summary>
    public static bool ToFile(HttpContext context) => Has<TakesFileAttribute>(context);

    private static bool Has<T>(HttpContext context) where T : class => context.GetEndpoint()?.Metadata.GetMetadata<T>() is not null;
}
