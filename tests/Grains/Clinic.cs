using Medzdrav.Contracts;
using Medzdrav.Grains;
using Medzdrav.Silo;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Orleans.Storage;
using Orleans.TestingHost;

namespace Medzdrav.Tests.Grains;

/// <summary>A one-silo clinic in this process with the real grains, the real journal on SQLite and a clock of its own. Time passes only when a test says so.</summary>
public sealed class Clinic : IAsyncLifetime
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestRenewal = TimeSpan.FromMinutes(1);

    private readonly string _directory = Directory.CreateTempSubdirectory("medzdrav-grains-").FullName;
    private readonly List<(ISpecialist Specialist, ConnectionRef Tab)> _tabs = [];
    private InProcessTestCluster _cluster = null!;
    private static readonly NamedInsurer Insurer = new(InsurerId.Default, "Медздрав");
    private IGateways _mirror = null!;
    private int _people;

    internal FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));

    /// <summary>Settings beside the defaults; set before the clinic opens.</summary>
    internal Dictionary<string, string?> Settings { get; } = [];

    internal Records Records { get; } = new();

    internal Crowd Crowd { get; } = new();

    internal Trail Trail { get; } = new();

    internal PlainDocumentReader DocumentReader { get; } = new();

    internal FaultyGrainStorage States { get; } = new();

    /// <summary>The method of grains that fails for now, as where a database does not answer; null for none.</summary>
    internal string? Failing { get; set; }

    /// <summary>The method of grains that answers <see cref="Refusal.Unavailable"/> for now, to commands without a value; null for none.</summary>
    internal string? Unavailable { get; set; }

    /// <summary>The method of grains whose answer is lost for now, as where whoever asked was killed meanwhile; null for none.</summary>
    internal string? Losing { get; set; }

    /// <summary>Hears of each call of a grain, as IQueueGrain.Look; null for nobody.</summary>
    internal Action<string>? Called { get; set; }

    internal FakeGateway Gateway { get; private set; } = null!;

    internal InProcessTestCluster Cluster => _cluster;

    internal IGrainFactory Grains => _cluster.Client;

    public async ValueTask InitializeAsync()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([.. Settings, new("Storage:DataDirectory", _directory)]).Build();
        var builder = new InProcessTestClusterBuilder(1);
        builder.Options.ConfigureFileLogging = false;
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddSingleton<TimeProvider>(Clock).AddStorage(configuration).AddGrains(configuration);
            silo.Services.UseTimeProviderForBackgroundAreas(TimeProvider.System);
            silo.Services.Replace(ServiceDescriptor.Singleton<IPeople>(Records)).Replace(ServiceDescriptor.Singleton<IAccounts>(Records)).Replace(ServiceDescriptor.Singleton<IStaffRecords>(Records)).Replace(ServiceDescriptor.Singleton<ICrowding>(Crowd)).Replace(ServiceDescriptor.Singleton<IAuditRecords>(Trail)).Replace(ServiceDescriptor.Singleton<IDocumentReader>(DocumentReader));
            silo.Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Error));
            silo.AddIncomingGrainCallFilter(call =>
            {
                Called?.Invoke($"{call.InterfaceMethod.DeclaringType!.Name}.{call.MethodName}");
                return call.Invoke();
            });
            silo.AddIncomingGrainCallFilter(call => call.MethodName == Failing ? throw new TimeoutException($"{Failing} fails.") : call.Invoke());
            silo.AddIncomingGrainCallFilter(call =>
            {
                if (call.MethodName != Unavailable)
                    return call.Invoke();
                call.Result = (Reply<Done>)Refusal.Unavailable;
                return Task.CompletedTask;
            });
            silo.AddOutgoingGrainCallFilter(async call =>
            {
                await call.Invoke();
                if (call.MethodName == Losing)
                    throw new TimeoutException($"The answer of {Losing} is lost.");
            });
            silo.AddMemoryGrainStorage("sound").UseSweep();
            silo.Services.AddKeyedSingleton<IGrainStorage>(GrainStorage.Name, (services, _) =>
            {
                States.Sound = services.GetRequiredKeyedService<IGrainStorage>("sound");
                return States;
            });
        });
        await SchemaUpgrade.ApplyAsync(configuration.GetSection(StorageOptions.Section).Get<StorageOptions>()!);
        Records.Database = Path.Combine(_directory, "medzdrav.db");
        _cluster = builder.Build();
        await _cluster.DeployAsync();
        _mirror = _cluster.GetSiloServiceProvider().GetRequiredService<IGateways>();
        Gateway = new FakeGateway(Grains);
        while (!IsMirrored)
        {
            Clock.Advance(Step);
            await Gateway.Renew();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _cluster.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    /// <summary>Lets time pass in steps small enough for leases to be renewed as they are in life.</summary>
    internal async Task Pass(TimeSpan time, params SessionId[] sessions)
    {
        for (var passed = TimeSpan.Zero; passed < time; passed += Step)
        {
            Clock.Advance(Step);
            await Gateway.Renew();
            await MirrorKnows();
            if (passed.Seconds % 4 == 0)
                await RepeatTabs();
            // A call that comes after the timer's turn: what was due has happened when it answers.
            foreach (var session in sessions)
                await Grains.GetGrain<ISession>(session.Value).View(Caller.Of(new AccountId("nobody")));
        }
    }

    /// <summary>Lets time pass at once, as where nothing runs meanwhile: leases have run out, and are renewed.</summary>
    internal async Task Jump(TimeSpan time)
    {
        Clock.Advance(time);
        do
        {
            Clock.Advance(Step);
            await Gateway.Renew();
            await Gateway.Told(TimeSpan.FromMilliseconds(20));
        }
        while (!IsMirrored);
    }

    /// <summary>Lets a second pass, and reads.</summary>
    internal async Task<T> PassOn<T>(Func<Task<T>> read)
    {
        await Pass(Step);
        return await read();
    }

    /// <inheritdoc cref="Until(Func{Task{bool}}, string)" />
    internal Task Until(Func<bool> holds, string what) => Until(() => Task.FromResult(holds()), what);

    /// <summary>Lets time pass until something is so: two minutes, and more where the machine has not worked for ten seconds in them. Rows are written and providers answer in its time, whatever the clock says.</summary>
    internal async Task Until(Func<Task<bool>> holds, string what)
    {
        var began = TimeProvider.System.GetTimestamp();
        for (var i = 0; !await holds() && (i < 120 || TimeProvider.System.GetElapsedTime(began) < Patience); i++)
        {
            await Pass(Step);
            await Settled(holds);
        }
        Assert.True(await holds(), what);
    }

    /// <summary>Waits for notices under way, however long the machine takes for them.</summary>
    internal async Task Soon(Func<bool> holds, string what)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!holds() && TimeProvider.System.GetElapsedTime(began) < Patience)
            await Gateway.Told(TimeSpan.FromMilliseconds(50));
        Assert.True(holds(), what);
    }

    /// <summary>The offers at a specialist's desk, asked for behind all that is on its way there: desk, session, queue and desk again answer in the order in which an offer goes, each after what was sent to it before.</summary>
    internal async Task<OfferView[]> OffersAt(Specialist specialist, SessionId session, QueueKind queue = QueueKind.Consultant)
    {
        await specialist.Grain.Desk();
        await Grains.GetGrain<ISession>(session.Value).View(Caller.Of(new AccountId("nobody")));
        await Grains.QueueOf(queue).Coverage();
        return (await specialist.Grain.Desk()).Value!.Offers;
    }

    /// <summary>A consultant or doctor on duty with one open tab.</summary>
    internal async Task<Specialist> OnDuty(Post post)
    {
        var id = new StaffId($"{post}-{Guid.NewGuid():N}");
        Records.Add(new StaffRecord(id, id.Value, "", $"{post}", [post]));
        ISpecialist grain = Grains.SpecialistAt(Posts.Of(post).Desk!.Value, id);
        var tab = Gateway.NewConnection();
        await grain.Attach(tab, Gateway.Reference);
        _tabs.Add((grain, tab));
        await grain.SetDuty(CommandId.New(), Duty.Available);
        return new Specialist(this, id, grain, tab);
    }

    /// <summary>Closes a specialist's tabs.</summary>
    internal async Task Offline(Specialist specialist)
    {
        _tabs.RemoveAll(tab => tab.Tab == specialist.Tab);
        await specialist.Grain.Detach(specialist.Tab);
    }

    /// <summary>An insured person with an account.</summary>
    internal Insured Person(int years = 34, string? consent = "2026-11", bool hasPolicy = true)
    {
        var number = Interlocked.Increment(ref _people);
        var phone = $"+7900{GetHashCode() % 1000:D3}{number:D4}";
        var today = DateOnly.FromDateTime(Clock.GetUtcNow().DateTime);
        PolicyRecord[] policies = hasPolicy ? [new PolicyRecord($"P{number}", today.AddDays(-30), today.AddDays(-30), today.AddYears(1), Insurer)] : [];
        var person = new PersonRecord(new PatientId($"p{Guid.NewGuid():N}"), "Иванова Анна", today.AddYears(-years).AddDays(-1), Sex.Female, phone, consent is null ? [] : [new StandingConsent(Insurer, consent)], policies);
        return new Insured(this, Records.Add(person), person.Id);
    }

    private bool IsMirrored => _mirror.Live.Any(lease => lease.Gateway == Gateway.Id && Clock.GetUtcNow() - lease.RenewedAt < TimeSpan.FromSeconds(4));

    private async Task RepeatTabs()
    {
        foreach (var (specialist, tab) in _tabs.ToArray())
        {
            await specialist.Attach(tab, Gateway.Reference);
            // Attaching is one-way: a call behind it answers when it has arrived.
            await specialist.Desk();
        }
    }

    /// <summary>Leases run by the fake clock, calls by the machine's: no step is taken before the silo has seen the renewal.</summary>
    private async Task MirrorKnows()
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!IsMirrored)
        {
            await Gateway.Renew();
            Assert.True(TimeProvider.System.GetElapsedTime(began) < LongestRenewal, "The silo does not see the gateway's renewals any more.");
        }
    }

    /// <summary>Gives notices of this step the chance to arrive before the next one.</summary>
    private async Task Settled(Func<Task<bool>> holds)
    {
        for (var i = 0; i < 5 && !await holds(); i++)
            await Gateway.Told(TimeSpan.FromMilliseconds(4));
    }
}
