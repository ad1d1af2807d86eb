using Medzdrav.Contracts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Medzdrav.Gateway;

/// <summary>Who a request comes from: a cookie for browsers, an opaque token for apps.</summary>
internal static class SignInSetup
{
    private static readonly TimeSpan CookieTime = TimeSpan.FromDays(30);

    public static IServiceCollection AddSignIn(this IServiceCollection services)
    {
        services.AddSingleton<CredentialCheck>();
        services.AddDataProtection().SetApplicationName("medzdrav");
        services.AddOptions<KeyManagementOptions>().Configure<IGrainFactory>((keys, grains) => keys.XmlRepository = new GrainKeyRepository(grains));
        services.AddAuthentication(Schemes.Any)
            .AddPolicyScheme(Schemes.Any, null, policy => policy.ForwardDefaultSelector = context =>
                TokenAuthentication.TokenOf(context.Request) is null ? Schemes.Cookie : Schemes.Token)
            .AddCookie(Schemes.Cookie, Configure)
            .AddScheme<AuthenticationSchemeOptions, TokenAuthentication>(Schemes.Token, null);
        services.AddAuthorization();
        return services;
    }

    private static void Configure(CookieAuthenticationOptions cookie)
    {
        cookie.Cookie.Name = "medzdrav";
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SameSite = SameSiteMode.Lax;
        cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        cookie.ExpireTimeSpan = CookieTime;
        cookie.SlidingExpiration = true;
        cookie.Events.OnValidatePrincipal = ValidateAsync;
        cookie.Events.OnRedirectToLogin = context => Redirect(context, StatusCodes.Status401Unauthorized);
        cookie.Events.OnRedirectToAccessDenied = context => Redirect(context, StatusCodes.Status403Forbidden);
    }

    private static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var check = context.HttpContext.RequestServices.GetRequiredService<CredentialCheck>();
        if (context.Principal?.FindFirst(Identity.Credential)?.Value is { } credential && await check.StandsAsync(credential))
            return;
        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(Schemes.Cookie);
    }

    private static Task Redirect(RedirectContext<CookieAuthenticationOptions> context, int status)
    {
        var path = context.Request.Path;
        if (path.StartsWithSegments("/api") || path.StartsWithSegments(Schemes.HubPath))
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        }
        var page = path.StartsWithSegments("/staff") ? "/staff/sign-in" : "/sign-in";
        context.Response.Redirect($"{page}?returnUrl={Uri.EscapeDataString(path + context.Request.QueryString)}");
        return Task.CompletedTask;
    }
}
