using Medzdrav.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Medzdrav.Gateway;

/// <summary>Registers the hub, the HTTP API and signing in.</summary>
public static class GatewaySetup
{
    private const long MaxHubMessageBytes = 192 * 1024;
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan ClientTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Adds what the gateway needs; an <see cref="IGrainFactory"/> has to be there.</summary>
    /// <param name="services">Where to.</param>
    /// <param name="configuration">Kept for settings to come; the gateway has none yet.</param>
    public static IServiceCollection AddGateway(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSignIn();
        services.AddSingleton<Connections>();
        services.AddSingleton<GatewayNode>();
        services.AddHostedService(provider => provider.GetRequiredService<GatewayNode>());
        services.Configure<JsonOptions>(json => WireJson.Configure(json.SerializerOptions));
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        services.AddProblemDetails();
        services.AddSingleton<HubFaultFilter>();
        services
            .AddSignalR(hub =>
            {
                hub.MaximumReceiveMessageSize = MaxHubMessageBytes;
                hub.KeepAliveInterval = KeepAlive;
                hub.ClientTimeoutInterval = ClientTimeout;
                hub.AddFilter<HubFaultFilter>();
            })
            .AddJsonProtocol(json => WireJson.Configure(json.PayloadSerializerOptions));
        return services;
    }

    /// <summary>Who a request comes from, and what holds for all API calls; before the endpoints.</summary>
    public static WebApplication UseGateway(this WebApplication app)
    {
        app.UseApiGuard();
        app.UseAuthentication();
        app.UseAuthorization();
        return app;
    }

    /// <summary>Maps the hub, the API and, in Development, the SMS outbox.</summary>
    public static WebApplication MapGateway(this WebApplication app)
    {
        app.MapHub<SessionHub>(Schemes.HubPath, hub =>
        {
            hub.Transports = HttpTransportType.WebSockets;
            hub.CloseOnAuthenticationExpiration = true;
        });
        var api = app.MapGroup("/api");
        api.MapSignIn();
        api.MapAccount();
        app.MapHealth();
        if (app.Environment.IsDevelopment())
            app.MapDevelopment();
        return app;
    }
}
