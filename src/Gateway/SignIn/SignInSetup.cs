using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Medzdrav.Gateway;

/// <summary>Establishes who is signed in, for hub, HTTP API and pages alike.</summary>
internal static class SignInSetup
{
    public static IServiceCollection AddSignIn(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<CredentialChecks>();
        services.TryAddSingleton<Standings>();
        services.TryAddSingleton<Principals>();
        services.TryAddSingleton<Connections>();
        services.TryAddSingleton<Farewell>();
        services.TryAddSingleton<ShownSecrets>();
        services.TryAddSingleton<GatewayMeter>();
        services.AddDataProtection().SetApplicationName("medzdrav");
        services.AddOptions<KeyManagementOptions>().Configure<IGrainFactory>((options, grains) => options.XmlRepository = new KeyRepository(grains));
        services.AddAuthentication(Schemes.Any)
            .AddPolicyScheme(Schemes.Any, displayName: null, options => options.ForwardDefaultSelector = context =>
                BearerScheme.TokenOf(context.Request) is null ? Schemes.Cookie : Schemes.Bearer)
            .AddCookie(Schemes.Cookie, CookieScheme.Configure)
            .AddScheme<AuthenticationSchemeOptions, BearerScheme>(Schemes.Bearer, configureOptions: null);
        services.AddAuthorization();
        return services;
    }
}
