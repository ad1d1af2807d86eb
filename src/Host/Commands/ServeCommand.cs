using Medzdrav.Gateway;
using Medzdrav.Grains;
using Medzdrav.Silo;
using Medzdrav.Web;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Medzdrav.Host;

/// <summary>Serves: the roles asked for, wired together.</summary>
internal static class ServeCommand
{
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(8);

    public static async Task<int> RunAsync(string? asked, string[] settings, CancellationToken cancellation)
    {
        ThreadPolicy.TakeWhole();
        var builder = WebApplication.CreateBuilder(Options(settings));
        var roles = Roles.Parse(asked ?? builder.Configuration["Roles"]);
        await using var app = Compose(builder, roles);
        var guide = await PrepareAsync(app, roles, cancellation);
        app.Lifetime.ApplicationStarted.Register(() => Greeting.Print(app, roles, guide));
        await app.RunAsync(cancellation);
        return 0;
    }

    /// <summary>Wires the roles together. The clock that the builder has already stands: stories about whole days bring one of their own.</summary>
    public static WebApplication Compose(WebApplicationBuilder builder, Roles roles)
    {
        builder.WebHost.UseStaticWebAssets();
        builder.UseDefaultAddress();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = StopWithin);
        builder.AddTelemetry();
        builder.AddManagement();
        builder.AddCluster(roles);
        ListenAddresses.EnsureFree(builder.Configuration, roles.Silo);
        if (roles.Gateway || roles.Web)
            builder.Services.AddGateway();
        if (roles.Web)
            builder.Services.AddWeb();
        // A host that is alone has nobody to send its connections to.
        if ((roles.Gateway || roles.Web) && (!roles.Silo || IsOnPostgres(builder.Configuration)))
            builder.Services.AddSingleton<IHostLifetime, DrainLifetime>();
        return builder.Build();
    }

    /// <summary>Brings the storage to what the program needs, and puts everything into the pipeline of requests: from then on it may start.</summary>
    /// <returns>The demo set's people, where there is one.</returns>
    public static async Task<DemoGuide?> PrepareAsync(WebApplication app, Roles roles, CancellationToken cancellation)
    {
        var guide = roles.Silo ? await PrepareStorageAsync(app, cancellation) : null;
        app.UseSecurityHeaders();
        if (roles.Gateway || roles.Web)
            app.UseGateway();
        if (roles.Web)
            app.MapWeb();
        if (roles.Gateway || roles.Web)
            app.MapGateway();
        app.MapHealth();
        return guide;
    }

    /// <summary>Settings lie beside the program; data where it is started.</summary>
    public static WebApplicationOptions Options(string[] settings) => new() { Args = settings, ContentRootPath = AppContext.BaseDirectory };

    private static async Task<DemoGuide?> PrepareStorageAsync(WebApplication app, CancellationToken cancellation)
    {
        var options = app.Services.GetRequiredService<IOptions<StorageOptions>>().Value;
        await SchemaUpgrade.ApplyAsync(options, cancellation);
        await app.Services.GetRequiredService<ClockComparison>().CompareAsync(cancellation);
        await app.Services.GetRequiredService<CollationCheck>().WarnAsync(cancellation);
        await app.Services.GetRequiredService<StaffAccounts>().EndWithoutFactorAsync();
        if (!app.Environment.IsDevelopment() && await app.Services.GetRequiredService<StaffAccounts>().HasEnabledDemoAsync())
            throw new UsageException("This database has demo accounts, whose password everybody knows. Disable them before you serve: staff disable --demo");
        return app.Environment.IsDevelopment() ? await app.Services.GetRequiredService<DemoData>().SeedAsync(cancellation) : null;
    }

    private static void AddCluster(this WebApplicationBuilder builder, Roles roles)
    {
        if (roles.Silo)
            builder.Services.TryAddSingleton<TimeProvider>(services => new SiloClock(services.GetRequiredService<ClockWatch>(), TimeProvider.System));
        else
            builder.Services.TryAddSingleton(TimeProvider.System);
        // Traces pass through grain calls by filters, which every call pays for.
        var isTraced = Telemetry.HasListener(builder.Configuration);
        var certificates = builder.AddLinks(roles);
        if (!roles.Silo)
        {
            builder.UseOrleansClient(client =>
            {
                client.UseSiloList(builder.Configuration).UseLinks(certificates).UseConnectionRetryFilter<SilosStarting>();
                if (isTraced)
                    client.AddActivityPropagation();
            });
            return;
        }
        if (!builder.Environment.IsDevelopment() && string.IsNullOrEmpty(builder.Configuration["Sms:Url"]))
            throw new UsageException("Sms:Url is missing: outside Development codes have to be sent by an SMS provider.");
        if (!builder.Environment.IsDevelopment() && IsOnPostgres(builder.Configuration))
            EnsureKeys(builder.Configuration["Staff:KeyFile"], builder.Configuration["Staff:Keys"]);
        if (builder.Environment.IsDevelopment())
            builder.Configuration.AllowLocalPushes();
        SoleSilo.ChoosePorts(builder.Configuration);
        builder.Services.AddStorage(builder.Configuration).AddGrains(builder.Configuration);
        builder.Services.AddSingleton<IReadiness, ClockReadiness>();
        builder.Services.AddSingleton<IReadiness, DatabaseReadiness>();
        builder.UseOrleans(silo =>
        {
            silo.UseSilo(builder.Configuration).UseLinks(certificates).UseStartRounds();
            silo.AddDashboard(builder.Configuration);
            if (isTraced)
                silo.AddActivityPropagation();
        });
    }

    private static bool IsOnPostgres(ConfigurationManager configuration) =>
        nameof(DatabaseKind.Postgres).Equals(configuration["Storage:Database"], StringComparison.OrdinalIgnoreCase);

    /// <summary>Silos of one cluster open what others sealed, so none of them makes keys of its own.</summary>
    private static void EnsureKeys(string? file, string? given)
    {
        if (!string.IsNullOrEmpty(given))
            return;
        if (string.IsNullOrEmpty(file))
            throw new UsageException("Staff:KeyFile is missing: outside Development the keys that seal second factors and the keys of cookies lie beside the database, the same for all silos.");
        if (!File.Exists(file))
            throw new UsageException($"Staff:KeyFile {file} is not there. Make it once, and give it to all silos: openssl rand -base64 32 > {file}");
    }
}
