using Medzdrav.Contracts;
using Medzdrav.Grains;
using Medzdrav.Silo;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.TestingHost;

namespace Medzdrav.Tests.Measure;

/// <summary>The cost of an active session for the silo's managed heap, by the difference after full collections.</summary>
internal static class SessionMemory
{
    public static async Task MeasureAsync(int sessions, int messages)
    {
        var directory = Directory.CreateTempSubdirectory("medzdrav-measure-").FullName;
        await using (var cluster = await StartAsync(directory))
        {
            // The first sessions pay for code and caches.
            await OpenAsync(cluster.Client, 100, messages, "warm");
            var before = Heap();
            await OpenAsync(cluster.Client, sessions, messages, "session");
            var after = Heap();
            Console.WriteLine($"{sessions} waiting sessions with {messages} messages of 60 characters each: {(after - before) / 1024.0 / sessions:F1} KiB of managed memory per session");
        }
        Directory.Delete(directory, recursive: true);
    }

    private static async Task<InProcessTestCluster> StartAsync(string directory)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Storage:DataDirectory", directory)]).Build();
        await SchemaUpgrade.ApplyAsync(configuration.GetSection(StorageOptions.Section).Get<StorageOptions>()!);
        var builder = new InProcessTestClusterBuilder(1);
        builder.Options.ConfigureFileLogging = false;
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddSingleton(TimeProvider.System).AddStorage(configuration).AddGrains(configuration);
            silo.Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Error));
            silo.AddMemoryGrainStorage(GrainStorage.Name);
        });
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return cluster;
    }

    private static async Task OpenAsync(IClusterClient client, int sessions, int messages, string prefix)
    {
        var text = new string('а', 60);
        await Parallel.ForAsync(0, sessions, new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (number, _) =>
        {
            var id = $"{prefix}-{number}";
            var owner = Caller.Of(new AccountId(id));
            var patient = new PatientSnapshot(new PatientId(id), "Иванова Анна Петровна", new DateOnly(1990, 1, 1), "ДМС-1", "2026-11", "Иванова Анна Петровна");
            await client.GetGrain<ISession>(id).Open(CommandId.New(), owner, SessionMode.Chat, patient);
            for (var i = 0; i < messages; i++)
                await client.GetGrain<ISessionTalk>(id).SendMessage(CommandId.New(), owner, text, []);
        });
    }

    private static long Heap()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }
        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
