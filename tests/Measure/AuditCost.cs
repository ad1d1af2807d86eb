using System.Diagnostics;
using System.Globalization;
using Medzdrav.Contracts;
using Medzdrav.Grains;
using Medzdrav.Silo;
using Medzdrav.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Medzdrav.Tests.Measure;

/// <summary>The cost of audit entries on PostgreSQL, whose commits wait for the disk: at the opening of a card with three silos, with and without; and how many entries a second one sealer keeps up with.</summary>
internal static class AuditCost
{
    private const int Silos = 3;
    private const int People = 300;
    private const int OpeningsASecond = 150;
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(20);

    public static async Task MeasureAsync(int entries)
    {
        await using var server = await PostgresServer.StartNewAsync(durable: true);
        await using var storage = await StorageFixture.CreateAsync(DatabaseKind.Postgres, server);
        var patients = await InsureAsync(storage.Services);
        ServiceProvider[] silos = [.. Enumerable.Range(0, Silos).Select(_ => new ServiceCollection().AddLogging().AddStorage(storage.Configuration).BuildServiceProvider())];
        // The first round pays for code, plans and caches.
        await OpenAsync(silos, patients, isKept: true);
        foreach (var isKept in new[] { false, true, false, true })
            Console.WriteLine($"{OpeningsASecond} cards a second, {(isKept ? "with entries   " : "without entries")}: {await OpenAsync(silos, patients, isKept)}");
        await SealAsync(storage.Services, patients, entries);
        foreach (var silo in silos)
            await silo.DisposeAsync();
    }

    private static async Task<PatientId[]> InsureAsync(IServiceProvider services)
    {
        using var file = new MemoryStream();
        await using (var csv = new StreamWriter(file, leaveOpen: true))
            PolicyGenerator.Write(csv, People, seed: 1, ';', DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime));
        file.Position = 0;
        await services.GetRequiredService<PolicyImport>().RunAsync(InsurerId.Default, file);
        var people = services.GetRequiredService<IPeople>();
        var insured = new List<PatientId>();
        // A search gives some of each letter.
        foreach (var letter in "АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЭЮЯ")
            insured.AddRange((await people.SearchAsync(new PersonQuery { Words = [letter.ToString()] }, People)).Select(person => person.Id));
        return [.. insured.Distinct().Take(People)];
    }

    /// <summary>Cards are opened at a steady pace, whatever the earlier ones take; the sealer works beside it.</summary>
    private static async Task<string> OpenAsync(ServiceProvider[] silos, PatientId[] patients, bool isKept)
    {
        Medcards[] gates = [.. silos.Select(silo => Gate(silo, isKept))];
        var (openings, took) = (new List<Task<TimeSpan>>(), Stopwatch.StartNew());
        using var stopped = new CancellationTokenSource();
        var sealing = KeepSealingAsync(silos[0].GetRequiredService<IAuditSeals>(), stopped.Token);
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (took.Elapsed < Round)
        {
            while (openings.Count < took.Elapsed.TotalSeconds * OpeningsASecond)
                openings.Add(OneAsync(gates[openings.Count % Silos], patients[openings.Count % patients.Length]));
            await pace.WaitForNextTickAsync();
        }
        var times = (await Task.WhenAll(openings)).Order().ToArray();
        await stopped.CancelAsync();
        var most = await sealing;
        return string.Create(CultureInfo.InvariantCulture, $"p50 {At(times, 50):F1} ms, p99 {At(times, 99):F1} ms, most {At(times, 100):F1} ms; at most {most} entries waited for their seals");
    }

    private static async Task<TimeSpan> OneAsync(Medcards gate, PatientId patient)
    {
        var began = Stopwatch.GetTimestamp();
        await gate.Card(new Reader(Relation.Treating, new StaffId("doctor"), Post.Therapist, new SessionId("session")), patient);
        return Stopwatch.GetElapsedTime(began);
    }

    private static Medcards Gate(IServiceProvider silo, bool isKept) => new(
        silo.GetRequiredService<IPeople>(), silo.GetRequiredService<IAccounts>(), silo.GetRequiredService<ISessionRows>(), silo.GetRequiredService<IConclusions>(),
        isKept ? silo.GetRequiredService<IAuditRecords>() : new Nothing(), TimeProvider.System);

    /// <returns>The most entries that waited at a look.</returns>
    private static async Task<int> KeepSealingAsync(IAuditSeals seals, CancellationToken cancellation)
    {
        var most = 0;
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        while (!cancellation.IsCancellationRequested)
        {
            most = Math.Max(most, await SealAllAsync(seals));
            await timer.WaitForNextTickAsync(CancellationToken.None);
        }
        return most;
    }

    private static async Task<int> SealAllAsync(IAuditSeals seals)
    {
        var count = 0;
        while (await seals.UnsealedAsync(SealingGrain.AtOnce) is { Entries.Count: > 0 } waiting)
        {
            await seals.SealAsync(waiting.End, AuditChain.Seal(waiting.End, waiting.Entries));
            count += waiting.Entries.Count;
        }
        return count;
    }

    private static async Task SealAsync(IServiceProvider services, PatientId[] patients, int entries)
    {
        var (audit, now) = (services.GetRequiredService<IAuditRecords>(), TimeProvider.System.GetUtcNow());
        await SealAllAsync(services.GetRequiredService<IAuditSeals>());
        foreach (var some in Enumerable.Range(0, entries).Chunk(1_000))
            await audit.AddAsync(new AuditEntries([.. some.Select(number =>
                new AuditEntry(now, new StaffId($"s{number % 50}"), Post.Therapist, AuditDeed.Read, AuditSubject.Card, [patients[number % patients.Length]], new SessionId($"session-{number / 5}"), Purpose.Treatment))]));
        var began = Stopwatch.GetTimestamp();
        var count = await SealAllAsync(services.GetRequiredService<IAuditSeals>());
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        Console.WriteLine($"{count} entries sealed in {seconds:F1} s: {count / seconds:F0} a second");
        began = Stopwatch.GetTimestamp();
        var found = await services.GetRequiredService<AuditCheck>().RunAsync([]);
        Console.WriteLine($"{found.Read} entries checked in {Stopwatch.GetElapsedTime(began).TotalSeconds:F1} s: {(found.IsSound ? "whole" : found.Faults[0])}");
    }

    private static double At(TimeSpan[] sorted, int percent) => sorted[Math.Min(sorted.Length - 1, sorted.Length * percent / 100)].TotalMilliseconds;

    /// <summary>A record that keeps nothing.</summary>
    private sealed class Nothing : IAuditRecords
    {
        public Task AddAsync(AuditEntries entries) => Task.CompletedTask;

        public Task<IReadOnlyList<RecordedUse>> FindAsync(AuditQuery query, long? before, int limit) => Task.FromResult<IReadOnlyList<RecordedUse>>([]);

        public Task<IReadOnlyList<AuditMember>> MembersAsync() => Task.FromResult<IReadOnlyList<AuditMember>>([]);
    }
}
