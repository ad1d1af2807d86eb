using Medzdrav.Contracts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Medzdrav.Gateway;

/// <summary>Browsers: a cookie that names a credential, which is asked about again and again.</summary>
internal static class CookieScheme
{
    /// <summary>The cookie by which browsers are known.</summary>
    public const string CookieName = "medzdrav";

    public static void Configure(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = CookieName;
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        // Checking a credential prolongs it, so both slide together; its own end is set below.
        options.SlidingExpiration = true;
        options.Events.OnValidatePrincipal = ValidateAsync;
        // Pages send people to sign in by themselves; programs get a status.
        options.Events.OnRedirectToLogin = context => Answer(context, StatusCodes.Status401Unauthorized);
        options.Events.OnRedirectToAccessDenied = context => Answer(context, StatusCodes.Status403Forbidden);
    }

    /// <summary>Gives the browser its cookie, which lasts as long as its credential and is renewed with it.</summary>
    public static Task SignInAsync(HttpContext context, SignedIn signedIn)
    {
        var now = context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        return context.SignInAsync(Schemes.Cookie, Identity.Principal(signedIn, Schemes.Cookie), new AuthenticationProperties
        {
            IsPersistent = true,
            IssuedUtc = now,
            ExpiresUtc = now + Identity.LifetimeOf(signedIn.Caller),
        });
    }

    private static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var services = context.HttpContext.RequestServices;
        var checks = services.GetRequiredService<CredentialChecks>();
        var principals = services.GetRequiredService<Principals>();
        var credential = context.Principal.CredentialId();
        if (credential is not null
            && (Routed.ToClaim(context.HttpContext) ? (await checks.VerifyForClaimAsync(credential, secret: null)).Value : await checks.VerifyAsync(credential)) is { } owner
            && owner.Caller == context.Principal.Caller()
            && await principals.OfAsync(owner, Schemes.Cookie) is { } principal)
        {
            context.ReplacePrincipal(principal);
            return;
        }
        if (context.Principal is { } shown && shown.Caller() is { } caller)
            context.HttpContext.Features.Set(new EndedSignIn(caller.Kind, await principals.WhyNotAsync(shown)));
        // The cookie is not deleted: the answer could overtake the one that brings its successor.
        context.RejectPrincipal();
    }

    private static Task Answer(RedirectContext<CookieAuthenticationOptions> context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }
}
