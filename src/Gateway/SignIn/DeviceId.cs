using Medzdrav.Contracts;
using Microsoft.AspNetCore.Http;

namespace Medzdrav.Gateway;

/// <summary>The random id by which a device is known that signed in before. It signs nobody in: it only has an allowance of its own, which strangers do not use up. Browsers keep it as a cookie, apps send their own.</summary>
internal static class DeviceId
{
    private const string Cookie = "medzdrav-device";
    private const int Bytes = 16;
    private const int MinLength = 22;
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(400);

    /// <summary>The device that asks.</summary>
    /// <param name="context">Its request.</param>
    /// <param name="told">The id in the request's body, of apps.</param>
    public static AskingDevice Of(HttpContext context, string? told) => new(ClientAddress.Of(context), Known(context, told));

    /// <summary>The device that asks to be signed in. A browser without an id gets one, which it keeps when it is.</summary>
    public static AskingDevice OfSigningIn(HttpContext context, string? told, string client) =>
        new(ClientAddress.Of(context), Known(context, told) ?? (client == "web" ? Opaque.New(Bytes) : null));

    /// <summary>A browser was signed in: it keeps its id.</summary>
    public static void Keep(HttpContext context, AskingDevice device)
    {
        if (device.Device is { } id)
            context.Response.Cookies.Append(Cookie, id, new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = context.Request.IsHttps, Path = "/api", MaxAge = KeptFor });
    }

    private static string? Known(HttpContext context, string? told) => (told ?? context.Request.Cookies[Cookie]) is { Length: >= MinLength } id && IdText.IsId(id) ? id : null;
}
