using Medzdrav.Contracts;
using Medzdrav.Grains;
using Medzdrav.Silo;
using Medzdrav.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.TestingHost;

namespace Medzdrav.Tests.Load;

/// <summary>The real grains on a real database, in silos of this process. Gateways are played.</summary>
internal sealed class ClusterPlatform : IPlatform
{
    private const int Gateways = 2;
    private const int DatabaseConnections = 300;
    private readonly StorageFixture _storage;
    private readonly PostgresServer? _server;
    private readonly InProcessTestCluster _cluster;
    private readonly List<ClusterGateway> _gateways = [];
    private readonly List<Colleague> _staff = [];
    private int _lines;
    private int _visitors;

    private ClusterPlatform(StorageFixture storage, PostgresServer? server, InProcessTestCluster cluster, Limits limits, string name) =>
        (_storage, _server, _cluster, Limits, Name, Stored) = (storage, server, cluster, limits, name, new Stored(storage.Services));

    /// <inheritdoc />
    public string Name { get; }

    /// <inheritdoc />
    public Limits Limits { get; }

    /// <inheritdoc />
    public IReadOnlyList<Colleague> Staff => _staff;

    /// <inheritdoc />
    public Stored Stored { get; }

    /// <inheritdoc />
    public IMedcards? Medcards => null;

    /// <summary>Starts it.</summary>
    /// <param name="kind">Which database.</param>
    /// <param name="silos">How many silos.</param>
    /// <param name="limits">The limits to be in force.</param>
    public static async Task<ClusterPlatform> StartAsync(DatabaseKind kind, int silos, Limits limits)
    {
        var server = kind == DatabaseKind.Postgres ? await PostgresServer.StartNewAsync(durable: true, DatabaseConnections) : null;
        var storage = await StorageFixture.CreateAsync(kind, server);
        var builder = new InProcessTestClusterBuilder((short)silos);
        builder.Options.ConfigureFileLogging = false;
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddSingleton(TimeProvider.System).AddStorage(storage.Configuration).AddGrains(storage.Configuration);
            silo.Services.PostConfigure<LimitOptions>(limits.Apply);
            silo.Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Error));
            silo.UseGrainStorage(storage.Configuration).UseSweep();
        });
        var cluster = builder.Build();
        await cluster.DeployAsync();
        var platform = new ClusterPlatform(storage, server, cluster, limits, $"{silos} silo{(silos == 1 ? "" : "s")} on {kind}");
        for (var number = 0; number < Gateways; number++)
            platform._gateways.Add(await ClusterGateway.StartAsync(cluster.Client));
        return platform;
    }

    /// <summary>Hires somebody.</summary>
    public async Task HireAsync(string login, Post post, QueueKind queue)
    {
        if (!await Stored.Get<IStaffRecords>().AddAsync(new StaffRecord(new StaffId(login), login, "", $"{post} {login}", [post])))
            throw new InvalidOperationException($"{login} works here already.");
        _staff.Add(new Colleague(login, queue));
    }

    /// <inheritdoc />
    public Task<Credential> VisitAsync()
    {
        var id = FormattableString.Invariant($"visitor-{Interlocked.Increment(ref _visitors)}");
        return Task.FromResult(new Credential(ParticipantId.Patient, new Caller(CallerKind.Visitor, id), "", null, null));
    }

    /// <inheritdoc />
    public async Task<Credential> SignInAsync(string phone)
    {
        var account = await Stored.Get<IAccounts>().AccountOfAsync(phone, TimeProvider.System.GetUtcNow());
        var view = await _cluster.Client.GetGrain<IAccountGrain>(account.Value).View();
        return new Credential(ParticipantId.Patient, Caller.Of(account), "", view.Value!.Patients[0].PatientId, null);
    }

    /// <inheritdoc />
    public Task<Credential> SignInAsync(Colleague colleague)
    {
        var id = new StaffId(colleague.Login);
        return Task.FromResult(new Credential(ParticipantId.Of(id), Caller.Of(id), "", null, colleague.Queue));
    }

    /// <inheritdoc />
    public async Task<ILine> ConnectAsync(Credential credential, IListener listener)
    {
        var gateway = _gateways[Interlocked.Increment(ref _lines) % _gateways.Count];
        return await gateway.ConnectAsync(credential, listener);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        foreach (var gateway in _gateways)
            await gateway.DisposeAsync();
        await _cluster.DisposeAsync();
        await _storage.DisposeAsync();
        if (_server is not null)
            await _server.DisposeAsync();
    }
}
