using Medzdrav.Silo;
using Microsoft.Extensions.Options;

namespace Medzdrav.Host;

/// <summary>The storage alone, for commands that work beside a running server or without one.</summary>
internal static class StorageServices
{
    /// <summary>Opens the database that the settings name and brings it to this program's schema.</summary>
    public static async Task<ServiceProvider> OpenAsync(string[] settings, CancellationToken cancellation)
    {
        var services = Build(settings);
        await SchemaUpgrade.ApplyAsync(services.GetRequiredService<IOptions<StorageOptions>>().Value, cancellation);
        return services;
    }

    /// <summary>The storage that the settings name, as it is.</summary>
    public static ServiceProvider Build(string[] settings)
    {
        var builder = WebApplication.CreateSlimBuilder(ServeCommand.Options(settings));
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddStorage(builder.Configuration);
        return builder.Services.BuildServiceProvider();
    }
}
