using Medzdrav.Silo;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Medzdrav.Tests.Support;

/// <summary>A fresh database of either kind with the schema applied, and the storage on it.</summary>
public sealed class StorageFixture : IAsyncDisposable
{
    private readonly string? directory;

    private StorageFixture(Dictionary<string, string?> settings, string? directory, Action<IServiceCollection>? configure)
    {
        this.directory = directory;
        Settings = settings;
        Configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        var services = new ServiceCollection().AddLogging().AddStorage(Configuration);
        configure?.Invoke(services);
        Services = services.BuildServiceProvider();
    }

    /// <summary>The configuration that leads to this database, for hosts and test clusters.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; }

    /// <summary>The same as an object.</summary>
    public IConfiguration Configuration { get; }

    /// <summary>Journal and records on this database.</summary>
    public ServiceProvider Services { get; }

    /// <summary>The options in force.</summary>
    public StorageOptions Options => Services.GetRequiredService<IOptions<StorageOptions>>().Value;

    /// <summary>Makes a database and applies the schema.</summary>
    /// <param name="kind">Which kind.</param>
    /// <param name="server">For PostgreSQL: the server; this process's own when null.</param>
    /// <param name="settings">More settings, such as <c>Storage:WaitingCommits</c>.</param>
    /// <param name="configure">More services.</param>
    public static async Task<StorageFixture> CreateAsync(DatabaseKind kind, PostgresServer? server = null, IEnumerable<KeyValuePair<string, string?>>? settings = null, Action<IServiceCollection>? configure = null)
    {
        var all = new Dictionary<string, string?>(settings ?? []) { ["Storage:Database"] = kind.ToString() };
        string? directory = null;
        if (kind == DatabaseKind.Postgres)
            all["Storage:ConnectionString"] = await (server ?? await PostgresServer.SharedAsync()).CreateDatabaseAsync();
        else
            all["Storage:DataDirectory"] = directory = Directory.CreateTempSubdirectory("medzdrav-data-").FullName;
        var fixture = new StorageFixture(all, directory, configure);
        await SchemaUpgrade.ApplyAsync(fixture.Options);
        return fixture;
    }

    /// <summary>Opens a copy of a kept SQLite file, brought to today's schema.</summary>
    /// <param name="file">A <c>medzdrav.db</c> of an earlier version.</param>
    public static async Task<StorageFixture> OpenCopyAsync(string file)
    {
        var directory = Directory.CreateTempSubdirectory("medzdrav-data-").FullName;
        File.Copy(file, Path.Combine(directory, "medzdrav.db"));
        var fixture = new StorageFixture(new Dictionary<string, string?> { ["Storage:DataDirectory"] = directory }, directory, configure: null);
        await SchemaUpgrade.ApplyAsync(fixture.Options);
        return fixture;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await Services.DisposeAsync();
        if (directory is not null)
            Directory.Delete(directory, recursive: true);
    }
}
