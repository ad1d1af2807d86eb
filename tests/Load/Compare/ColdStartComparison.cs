using System.Diagnostics;
using Medzdrav.Silo;
using Medzdrav.Tests.Support;

namespace Medzdrav.Tests.Load;

/// <summary>From starting the process to the first call taken: the product against an empty SignalR host.</summary>
internal static class ColdStartComparison
{
    private static readonly TimeSpan AskEvery = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static async Task<Comparison> RunAsync(CompareSettings settings)
    {
        using var pinned = CorePinning.ThisProcess(settings.ClientCore);
        // The first of each reads its files from the disk, and is not counted.
        await BareAsync(settings);
        await ProductAsync(DatabaseKind.Sqlite, settings);
        await ProductAsync(DatabaseKind.Postgres, settings);
        var (bare, onSqlite, onPostgres) = (new List<Start>(), new List<Start>(), new List<Start>());
        for (var round = 0; round < settings.Rounds; round++)
        {
            bare.Add(await BareAsync(settings));
            onSqlite.Add(await ProductAsync(DatabaseKind.Sqlite, settings));
            onPostgres.Add(await ProductAsync(DatabaseKind.Postgres, settings));
        }
        return new("Cold start", [.. Figures("SQLite", onSqlite, bare), .. Figures("PostgreSQL", onPostgres, bare)],
        [
            "From starting the built host on one core, files in the page cache, a fresh database with its schema, to a visitor's session: signed in over HTTP, connected and opened over the hub. The peer: an empty SignalR host, to its first answered call.",
        ]);
    }

    private static IEnumerable<Figure> Figures(string database, List<Start> ours, List<Start> bare)
    {
        yield return new($"To the first HTTP answer, {database}", "ms", [.. ours.Select(start => start.Answered)], "empty SignalR host", [.. bare.Select(start => start.Answered)]);
        yield return new($"To the first session, {database}", "ms", [.. ours.Select(start => start.Accepted)], "empty SignalR host", [.. bare.Select(start => start.Accepted)]);
        yield return new($"CPU until then, {database}", "ms", [.. ours.Select(start => start.Cpu)], "empty SignalR host", [.. bare.Select(start => start.Cpu)]);
    }

    /// <summary>On a database of its own: a killed silo that still stands in the cluster's table would be waited for.</summary>
    private static async Task<Start> ProductAsync(DatabaseKind kind, CompareSettings settings)
    {
        await using var storage = await StorageFixture.CreateAsync(kind);
        return await MeasureAsync(address => ProductHost.Start(storage, address, settings.ServerCore), async http => (await ProductHost.CallAsync(http)).Member);
    }

    private static Task<Start> BareAsync(CompareSettings settings) => MeasureAsync(
        address => ServerProcess.Start($"{settings.ServerCore}", new Dictionary<string, string>(), "dotnet", typeof(BareHub).Assembly.Location, "peer-signalr", $"{address.Port}"),
        async http =>
        {
            var member = await HubMember.OpenAsync(new Uri(http.BaseAddress!, "/hub"));
            await member.AskAsync("JoinSession", "room", 0);
            return member;
        });

    private static async Task<Start> MeasureAsync(Func<Uri, ServerProcess> start, Func<HttpClient, Task<HubMember>> call)
    {
        var address = ProductHost.FreeAddress();
        using var http = new HttpClient { BaseAddress = address };
        var ready = new Uri(address, "/health/ready");
        var began = Stopwatch.GetTimestamp();
        await using var process = start(address);
        using var timer = new PeriodicTimer(AskEvery);
        while (!await Answers.WithSuccessAsync(http, ready))
        {
            if (process.HasEnded || Stopwatch.GetElapsedTime(began) > Patience)
                throw new InvalidOperationException(process.Output);
            await timer.WaitForNextTickAsync();
        }
        var answered = Stopwatch.GetElapsedTime(began);
        using var member = await call(http);
        return new(answered.TotalMilliseconds, Stopwatch.GetElapsedTime(began).TotalMilliseconds, process.Cpu.TotalMilliseconds);
    }

    /// <summary>Times one start, in milliseconds.</summary>
    private readonly record struct Start(double Answered, double Accepted, double Cpu);
}
