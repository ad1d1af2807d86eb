using Medzdrav.Gateway;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;
using OpenTelemetry.Metrics;
using Orleans.Dashboard;

namespace Medzdrav.Host;

/// <summary>Health, metrics and the Orleans Dashboard for operators, by a server of its own: nothing that is mapped here can be reached by the port that people use, and none of their pages by this one.</summary>
/// <remarks>It starts before everything else and stops after it, so that a start that hangs and a silo that hands over can be watched.</remarks>
internal sealed partial class ManagementPort(IServiceProvider program, IServiceCollection registered, IOptions<ManagementOptions> options, ILoggerFactory logs) : IHostedService
{
    private const string DashboardPath = "/dashboard";

    private readonly ILogger _logger = logs.CreateLogger<ManagementPort>();
    private WebApplication? _server;

    /// <summary>Where it serves; empty where it does not.</summary>
    public IReadOnlyCollection<string> Urls => _server is null ? [] : [.. _server.Urls];

    /// <summary>The page of the dashboard under each address; empty where it is off.</summary>
    public IEnumerable<string> Dashboards => HasDashboard ? Urls.Select(url => url + DashboardPath) : [];

    /// <summary>Without the role it is the gateway's, without the setting nobody's.</summary>
    private bool HasDashboard => options.Value.Dashboard && registered.Any(IsOfDashboard);

    public async Task StartAsync(CancellationToken cancellation)
    {
        if (options.Value.Addresses.Length == 0)
            return;
        var server = Compose();
        try
        {
            await server.StartAsync(cancellation);
            _server = server;
        }
        catch (IOException taken) when (taken.InnerException is AddressInUseException && !options.Value.IsNamed)
        {
            await server.DisposeAsync();
            LogTaken(ManagementOptions.Default);
        }
    }

    public async Task StopAsync(CancellationToken cancellation)
    {
        if (_server is not null)
            await _server.DisposeAsync();
    }

    private WebApplication Compose()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelCore().UseUrls(options.Value.Addresses);
        builder.Services.AddRouting().AddSingleton(logs);
        builder.Services.AddSingleton(program.GetRequiredService<IGrainFactory>());
        foreach (var condition in program.GetServices<IReadiness>())
            builder.Services.AddSingleton(condition);
        if (HasDashboard)
            LendDashboard(builder.Services);
        var server = builder.Build();
        server.Use(ManagementGuests.CheckAsync);
        server.UseRouting();
        server.MapHealth();
        server.MapPrometheusScrapingEndpoint("/metrics", program.GetRequiredService<MeterProvider>(), configureBranchedPipeline: null, optionsName: null);
        if (HasDashboard)
            server.MapOrleansDashboard(DashboardPath).AddEndpointFilter(ManagementGuests.OnlyFromHere);
        return server;
    }

    /// <summary>The dashboard's services live beside the silo that they look at.</summary>
    private void LendDashboard(IServiceCollection services)
    {
        foreach (var type in registered.Where(IsOfDashboard).Select(service => service.ServiceType).Distinct())
            services.AddSingleton(type, _ => program.GetRequiredService(type));
        services.Configure<DashboardOptions>(ManagementSetup.Narrow);
    }

    private static bool IsOfDashboard(ServiceDescriptor service) => service is { ServiceType.IsGenericType: false } && service.ServiceType.Namespace?.StartsWith("Orleans.Dashboard", StringComparison.Ordinal) == true;
}
