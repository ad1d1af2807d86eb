using System.Net;
using Medzdrav.Grains;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Messaging;
using Orleans.Serialization;
using Orleans.Storage;

namespace Medzdrav.Silo;

/// <summary>Sets a silo up, or a node that only talks to silos.</summary>
public static class SiloRegistration
{
    /// <summary>The name of cluster and service; states of grains are kept under it.</summary>
    internal const string Name = "medzdrav";

    private const int ConnectionsForMembership = 2;
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(5);

    /// <summary>All that a silo needs besides grains and <see cref="StorageRegistration.AddStorage"/>: clustering, grain storage, short logs, sweep, sealing.</summary>
    /// <param name="silo">Which silo.</param>
    /// <param name="configuration">Sections <c>Storage</c> (<see cref="StorageOptions"/>) and <c>Silo</c> (<see cref="SiloOptions"/>) are read.</param>
    public static ISiloBuilder UseSilo(this ISiloBuilder silo, IConfiguration configuration) =>
        silo.UseCluster(configuration).UseGrainStorage(configuration).UseShortLogs(configuration).UseSweep().UseSealing();

    /// <summary>Finds other silos by PostgreSQL; with SQLite there is only this one.</summary>
    public static ISiloBuilder UseCluster(this ISiloBuilder silo, IConfiguration configuration)
    {
        var storage = Read<StorageOptions>(configuration, StorageOptions.Section);
        var options = Read<SiloOptions>(configuration, SiloOptions.Section);
        silo.Configure<ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = (Name, Name));
        if (storage.Database == DatabaseKind.Postgres)
            silo.UseAdoNetClustering(clustering => (clustering.Invariant, clustering.ConnectionString) = ("Npgsql", PostgresDatabase.ConnectionStringOf(storage)));
        else
            silo.UseDevelopmentClustering(new IPEndPoint(IPAddress.Parse(options.Address), options.Port));
        silo.ConfigureEndpoints(IPAddress.Parse(options.Address), options.Port, options.GatewayPort);
        silo.Configure<SiloMessagingOptions>(messaging => messaging.ResponseTimeout = AnswerWithin);
        silo.Configure<ClusterMembershipOptions>(NoticeDeathSoon);
        return silo.UseStrictDirectory();
    }

    /// <summary>Keeps grains' state in the database under the provider name <c>grains</c>.</summary>
    public static ISiloBuilder UseGrainStorage(this ISiloBuilder silo, IConfiguration configuration)
    {
        var storage = Read<StorageOptions>(configuration, StorageOptions.Section);
        silo.AddAdoNetGrainStorage(GrainStorage.Name, options => options.Configure<Serializer>((grains, serializer) =>
        {
            (grains.Invariant, grains.ConnectionString) = storage.Database == DatabaseKind.Postgres
                ? ("Npgsql", PostgresDatabase.ConnectionStringOf(storage))
                // Orleans' name for SQLite; it loads Microsoft.Data.Sqlite.
                : ("System.Data.SQLite", SqliteDatabase.ConnectionStringOf(storage.GrainsFile, storage));
            // By alias and member number: a renamed class still reads what it wrote.
            grains.GrainStorageSerializer = new OrleansGrainStorageSerializer(serializer);
        }));
        // The last one that is registered for a name serves it.
        silo.Services.AddKeyedSingleton<IGrainStorage>(GrainStorage.Name, (services, _) => new GrainStorageByHash(
            new GrainStorageInTurn(AdoNetGrainStorageFactory.Create(services, GrainStorage.Name), PlacesForGrains(storage)), services.GetRequiredService<PeerSilos>()));
        silo.Services.AddSingleton<PeerSilos, ClusterPeers>();
        return silo;
    }

    /// <summary>Keeps SQLite's write-ahead logs short (<see cref="SqliteLogRounds"/>).</summary>
    public static ISiloBuilder UseShortLogs(this ISiloBuilder silo, IConfiguration configuration)
    {
        if (Read<StorageOptions>(configuration, StorageOptions.Section).Database == DatabaseKind.Sqlite)
            silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, SqliteLogRounds>();
        return silo;
    }

    /// <summary>Wakes grains for which something came due without them (<see cref="DeadlineSweep"/>).</summary>
    public static ISiloBuilder UseSweep(this ISiloBuilder silo)
    {
        silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, DeadlineSweep>();
        return silo;
    }

    /// <summary>Has a silo with grains know the free slots, bookings follow a zone's new law (<see cref="StartRounds"/>), the records and closed sessions counted (<see cref="FigureRounds"/>, <see cref="TallyRounds"/>), and its clock compared (<see cref="ClockRounds"/>).</summary>
    public static ISiloBuilder UseStartRounds(this ISiloBuilder silo)
    {
        silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, StartRounds>();
        silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, ClockRounds>();
        silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, FigureRounds>();
        silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, TallyRounds>();
        return silo;
    }

    /// <summary>Has audit entries sealed, and tells where their chain ends (<see cref="AuditRounds"/>).</summary>
    public static ISiloBuilder UseSealing(this ISiloBuilder silo)
    {
        silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, AuditRounds>();
        return silo;
    }

    /// <summary>For nodes that are no silos: a configured list of gateways instead of database credentials.</summary>
    /// <param name="client">Which client.</param>
    /// <param name="configuration">Section <c>Cluster</c> is read: <see cref="ClusterListOptions"/>.</param>
    public static IClientBuilder UseSiloList(this IClientBuilder client, IConfiguration configuration)
    {
        var silos = Read<ClusterListOptions>(configuration, ClusterListOptions.Section).Addresses;
        client.Services.AddSingleton<IGatewayListProvider>(provider => new SiloList(silos, provider.GetRequiredService<ILogger<SiloList>>()));
        return client
            .Configure<ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = (Name, Name))
            .Configure<GatewayOptions>(options => options.GatewayListRefreshPeriod = SiloList.LookedUpEvery)
            .Configure<ClientMessagingOptions>(messaging => messaging.ResponseTimeout = AnswerWithin);
    }

    /// <summary>Membership has the same pool, and is not to wait behind grains.</summary>
    private static Places PlacesForGrains(StorageOptions storage) => storage.Database == DatabaseKind.Sqlite
        ? new Places(1, storage.Patience, TimeProvider.System)
        : PostgresDatabase.PlacesBeside(ConnectionsForMembership, storage);

    /// <summary>The same directory as Orleans' test clusters have: it finds a lost silo's grains again without two activations of one.</summary>
    private static ISiloBuilder UseStrictDirectory(this ISiloBuilder silo)
    {
        // Seen: after a kill -9 the directory holds the lost silo's grains back for 18 s, lest two activations live at once.
        // Ours may: the journal lets one writer win, claims the rest (ADR 0001). So nobody waits for it.
        silo.Configure<GrainDirectoryOptions>(directory => directory.RangeLeaseDuration = TimeSpan.Zero);
#pragma warning disable ORLEANSEXP003 // Marked experimental; chosen because test clusters use it and production should not differ.
        return silo.AddDistributedGrainDirectory();
#pragma warning restore ORLEANSEXP003
    }

    /// <summary>A killed silo is declared dead in about 4 s: three probes missed, a second each, and one vote is enough (ADR 0011).</summary>
    private static void NoticeDeathSoon(ClusterMembershipOptions membership)
    {
        membership.ProbeTimeout = TimeSpan.FromSeconds(1);
        membership.NumMissedProbesLimit = 3;
        membership.NumVotesForDeathDeclaration = 1;
        membership.TableRefreshTimeout = TimeSpan.FromSeconds(5);
        membership.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(5);
        membership.DefunctSiloExpiration = TimeSpan.FromHours(1);
        membership.DefunctSiloCleanupPeriod = TimeSpan.FromMinutes(10);
    }

    private static T Read<T>(IConfiguration configuration, string section) where T : new()
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return configuration.GetSection(section).Get<T>() ?? new T();
    }
}
