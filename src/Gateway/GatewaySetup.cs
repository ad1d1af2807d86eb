using Medzdrav.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Medzdrav.Gateway;

/// <summary>Puts hub and HTTP API into a host.</summary>
public static class GatewaySetup
{
    /// <summary>Where the hub is.</summary>
    public const string HubPath = "/hub";

    /// <summary>A client that is silent this long is gone.</summary>
    public static readonly TimeSpan ClientTimeout = TimeSpan.FromSeconds(10);

    /// <summary>How long a browser that came by TLS comes back by nothing else.</summary>
    private static readonly TimeSpan OnlyByTlsFor = TimeSpan.FromDays(365);

    private const int MaxMessageBytes = 192 * 1024;
    private const int MaxBodyBytes = 16 * 1024;

    /// <summary>Registers hub, delivery and HTTP API; signing in comes with it. Needs an <see cref="IGrainFactory"/> registered before.</summary>
    public static IServiceCollection AddGateway(this IServiceCollection services)
    {
        services.AddSignIn();
        services.AddOptions<GatewayOptions>().BindConfiguration(GatewayOptions.Section).ValidateDataAnnotations()
            .Validate(options => options.AreProxiesReadable, "Gateway:TrustedProxies holds IP addresses or networks, divided by commas.")
            .Validate(options => options.IsAddressReadable, "Gateway:Address is the scheme, host and port of the pages, such as https://medzdrav.example.").ValidateOnStart();
        services.AddOptions<TurnOptions>().BindConfiguration(TurnOptions.Section).ValidateDataAnnotations()
            .Validate(options => options.IsComplete, "Turn:Urls needs Turn:Secret of at least 16 characters, the relay's static-auth-secret.")
            .Validate(options => options.AreUrlsReadable, "Turn:Urls begin with turn: or turns:, Turn:StunUrls with stun: or stuns:.").ValidateOnStart();
        services.AddSingleton<IceServers>().AddSingleton<RelayLimits>().AddSingleton<RequestLimits>();
        services.TryAddSingleton<LocalGateway>();
        services.TryAddSingleton<Brands>();
        services.AddSingleton<PageOrigin>();
        services.AddSingleton<PolicySender>();
        services.AddSingleton<GatewayNode>();
        services.AddHostedService(provider => provider.GetRequiredService<GatewayNode>());
        services.AddSingleton<Pings>();
        services.AddHostedService(provider => provider.GetRequiredService<Pings>());
        services.AddSingleton<Attendance>();
        services.AddSingleton<HubLifetimeManager<SessionHub>, SessionHubLines>();
        services.AddSingleton<IHubActivator<SessionHub>, SessionHubActivator>();
        services.AddSingleton<AddressBudgets>().AddSingleton<PersonBudgets>().AddSingleton<Floods>().AddSingleton<CallFilter>();
        services.AddOptions<HubOptions>().Configure<CallFilter>((options, filter) => options.AddFilter(filter));
        services.AddSignalR(Limit)
            .AddJsonProtocol(json => HubJson.Configure(json.PayloadSerializerOptions))
            .AddMessagePackProtocol(pack => pack.SerializerOptions = WireMessagePack.Options);
        // Of two protocols of one name the later is taken.
        services.AddSingleton<IHubProtocol>(provider => new CountedProtocol(new JsonHubProtocol(provider.GetRequiredService<IOptions<JsonHubProtocolOptions>>())));
        services.AddSingleton<IHubProtocol>(provider => new CountedProtocol(new MessagePackHubProtocol(provider.GetRequiredService<IOptions<MessagePackHubProtocolOptions>>())));
        // Clients and server ping each other already: the socket's own pings would be a timer and two packets more for each connection.
        services.Configure<Microsoft.AspNetCore.Builder.WebSocketOptions>(sockets => sockets.KeepAliveInterval = TimeSpan.Zero);
        services.ConfigureHttpJsonOptions(json => WireJson.Configure(json.SerializerOptions));
        // A malformed body is answered in one place, with a body of its own.
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.AddApiDocument();
        services.AddHsts(hsts => hsts.MaxAge = OnlyByTlsFor);
        services.AddSingleton<IReadiness, LeaseReadiness>();
        services.AddSingleton<Drain>().AddSingleton<IReadiness>(provider => provider.GetRequiredService<Drain>());
        return services;
    }

    /// <summary>Puts into the pipeline who a request comes from, and what holds for all calls of programs; before the endpoints.</summary>
    public static WebApplication UseGateway(this WebApplication app)
    {
        if (!app.Environment.IsDevelopment())
            app.UseMiddleware<UnnamedProxies>();
        app.UseTrustedProxies();
        if (!app.Environment.IsDevelopment())
            app.UseHsts();
        app.UseMiddleware<ProblemMiddleware>();
        app.UseMiddleware<RequestLimits>();
        app.Use(SameOrigin.CheckAsync);
        app.UseAuthentication();
        app.Use(BearerScheme.RefuseTooManyAsync);
        app.UseAuthorization();
        app.UseWhen(context => context.Request.Path.StartsWithSegments(HubPath), hub => hub.UseMiddleware<HubPlaces>().UseWebSockets().UseMiddleware<HubSockets>());
        return app;
    }

    /// <summary>Maps <c>/hub</c> and <c>/api</c>, in Development <c>/dev</c>.</summary>
    public static WebApplication MapGateway(this WebApplication app)
    {
        app.MapHub<SessionHub>(HubPath, options =>
        {
            options.Transports = HttpTransportType.WebSockets;
            options.AllowStatefulReconnects = false;
        });
        var api = app.MapGroup("/api").WithMetadata(new RequestSizeLimitAttribute(MaxBodyBytes));
        api.MapSignIn();
        api.MapStaffSignIn();
        api.MapStaffKeys();
        api.MapPasskeys();
        api.MapStaffLink();
        api.MapStaffOffice();
        api.MapVisitors();
        api.MapRecords();
        api.MapPushes();
        api.MapCalendarFiles();
        api.MapConclusions();
        api.MapCalls();
        api.MapImport();
        api.MapDocuments();
        api.MapUploads();
        // An unknown call gets a problem, not a page.
        api.MapFallback(() => Problems.Of(Refusal.NotFound));
        app.MapCalendarFeed();
        app.MapApiDocument(app.Environment.IsDevelopment());
        if (app.Environment.IsDevelopment())
            app.MapDevelopment();
        return app;
    }

    private static void Limit(HubOptions options)
    {
        options.MaximumReceiveMessageSize = MaxMessageBytes;
        // The pings are ours (Pings).
        options.KeepAliveInterval = TimeSpan.MaxValue;
        options.ClientTimeoutInterval = ClientTimeout;
        options.MaximumParallelInvocationsPerClient = Turns.AtOnce;
    }
}
