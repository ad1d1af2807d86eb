using Medzdrav.Gateway;
using Orleans.Dashboard;

namespace Medzdrav.Host;

/// <summary>Puts the management port into a program.</summary>
internal static class ManagementSetup
{
    /// <summary>Registers it; before all that it watches.</summary>
    public static void AddManagement(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<ManagementOptions>().BindConfiguration(ManagementOptions.Section);
        builder.Services.AddSingleton<IReadiness, StartReadiness>();
        builder.Services.AddSingleton(services => ActivatorUtilities.CreateInstance<ManagementPort>(services, builder.Services));
        builder.Services.AddHostedService(services => services.GetRequiredService<ManagementPort>());
    }

    /// <summary>Has a silo measure for the dashboard, where it is asked for.</summary>
    public static void AddDashboard(this ISiloBuilder silo, IConfiguration configuration)
    {
        if (Read(configuration).Dashboard)
            silo.AddDashboard(Narrow);
    }

    /// <summary>The options before there is a container.</summary>
    public static ManagementOptions Read(IConfiguration configuration) => configuration.GetSection(ManagementOptions.Section).Get<ManagementOptions>() ?? new ManagementOptions();

    /// <summary>The dashboard's settings: the log has its own reader.</summary>
    public static void Narrow(DashboardOptions dashboard) => dashboard.HideTrace = true;
}
