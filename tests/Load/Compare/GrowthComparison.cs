using Medzdrav.Tests.Support;

namespace Medzdrav.Tests.Load;

/// <summary>Comparison 8: what a message and a waiting person cost the product at once, four times and sixteen times the load. The peer is the product at the least load.</summary>
internal static class GrowthComparison
{
    private const int Rooms = 200;
    private const int MessagesPerSecond = 300;
    private const int PeopleWaiting = 625;
    private const int Consultants = 20;
    private const int Units = 3;
    private static readonly int[] Factors = [1, 4, 16];
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(60);

    public static async Task<Comparison> RunAsync(CompareSettings settings)
    {
        using var clients = CorePinning.ThisProcess(settings.ClientCore);
        await using var postgres = await PostgresServer.StartNewAsync(durable: true);
        using var database = CorePinning.Tree(postgres.ProcessId, settings.ClientCore);
        return new Comparison("Growth, PostgreSQL", [.. await MessagesAsync(settings, postgres), .. await WaitingAsync(settings, postgres)],
        [
            $"Messages in {Rooms} chats at fixed rates, in alternating rounds of {settings.Seconds} s: server CPU a message.",
            "People who wait at rest, each with an open connection: server CPU of all of them, as the waiting room has it.",
        ]);
    }

    private static async Task<IEnumerable<Figure>> MessagesAsync(CompareSettings settings, PostgresServer postgres)
    {
        await using var server = await ProductRelay.StartAsync(RelayServers.Postgres, Rooms, postgres, isSplit: false, settings.ServerCore);
        await RelayComparison.WarmAsync([server]);
        var found = Factors.Select(_ => new List<double>()).ToArray();
        for (var round = 0; round < settings.Rounds; round++)
            for (var i = 0; i < Factors.Length; i++)
            {
                var figures = await new RelayLoad(server).PaceAsync(MessagesPerSecond * Factors[i], settings.Seconds);
                found[i].Add(figures.CpuMicroseconds);
                await ComparisonTable.SayAsync($"{figures.PerSecond:F0} messages/s: {figures.CpuMicroseconds:F1} µs, database {figures.DatabaseMicroseconds:F1} µs, p50 {figures.P50:F1} ms");
            }
        return Factors.Select((factor, i) => new Figure($"a message at {MessagesPerSecond * factor:N0}/s", "µs", [.. found[i]], "at 1×", [.. found[0]]));
    }

    private static async Task<IEnumerable<Figure>> WaitingAsync(CompareSettings settings, PostgresServer postgres)
    {
        List<double[]> found = [];
        foreach (var factor in Factors)
        {
            await using var host = await MatchingHost.StartAsync(settings.ServerCore, postgres, Units);
            await using var room = await WaitingRoom.FillAsync(host, PeopleWaiting * factor, Consultants, Units);
            await Pace.PassAsync(Rest);
            var shares = new double[settings.Rounds];
            for (var round = 0; round < settings.Rounds; round++)
                shares[round] = await room.MeasureAsync($"{PeopleWaiting * factor} waiting", settings.Seconds, perSecond: 0);
            found.Add(shares);
        }
        return Factors.Select((factor, i) => new Figure($"{PeopleWaiting * factor:N0} waiting", "% of a core", found[i], "at 1×", found[0]));
    }
}
