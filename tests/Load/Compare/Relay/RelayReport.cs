namespace Medzdrav.Tests.Load;

/// <summary>The report of the relay's measurements.</summary>
internal static class RelayReport
{
    private const double Cohosted = 1.5;
    private const double OnSqlite = 2.2;
    private const double Apart = 2.2;
    private const double Tail = 3;

    public static Comparison Of(Dictionary<string, RelayFigures[]> peaks, Dictionary<string, RelayFigures[]> half, Dictionary<string, RelayFigures[]> more, double peak) => new(
        "Chat relay: sender → both sides, the sender gets the sequence (MessagePack; Socket.IO in its JSON)",
        [
            Cpu("CPU per message, PostgreSQL", half, RelayServers.Postgres, Cohosted),
            Cpu("CPU per message, SQLite", half, RelayServers.Sqlite, OnSqlite),
            Cpu("CPU per message, gateway and silo", half, RelayServers.Split, Apart),
            Cpu("the same saturated, PostgreSQL", peaks, RelayServers.Postgres, null),
            Cpu("the same saturated, SQLite", peaks, RelayServers.Sqlite, null),
            Cpu("the same saturated, gateway and silo", peaks, RelayServers.Split, null),
            Against("messages/s of one core, saturated", "/s", peaks, RelayServers.Postgres, RelayServers.SocketIo, figures => 1e6 / figures.CpuMicroseconds, Target.AtLeast(1)),
            Against("p99 at 50 %", "ms", half, RelayServers.Postgres, RelayServers.Bare, figures => figures.P99, Target.AtMost(Tail)),
            Against("p50 at 50 %", "ms", half, RelayServers.Postgres, RelayServers.Bare, figures => figures.P50, null),
            Against("p99 at 70 %", "ms", more, RelayServers.Postgres, RelayServers.Bare, figures => figures.P99, null),
            Against("p50 at 70 %", "ms", more, RelayServers.Postgres, RelayServers.Bare, figures => figures.P50, null),
            Alone("PostgreSQL's own CPU per message at 50 %", "µs", half, figures => figures.DatabaseMicroseconds),
            Alone("PostgreSQL's own CPU per message, saturated", "µs", peaks, figures => figures.DatabaseMicroseconds),
        ],
        [
            $"Peak of the product on PostgreSQL: {peak:F0} messages/s; 50 % and 70 % of it were sent open-loop to every server.",
            "Server on one core; client and PostgreSQL (fsync on) on the other. CPU is the server processes' own; SQLite's work is in it, PostgreSQL's stands apart.",
            Stolen("saturated", peaks),
            Stolen("at 50 %", half),
            Stolen("at 70 %", more),
        ]);

    private static Figure Cpu(string name, Dictionary<string, RelayFigures[]> found, string ours, double? bound) =>
        Against(name, "µs", found, ours, RelayServers.Bare, figures => figures.CpuMicroseconds, bound is { } most ? Target.AtMost(most) : null);

    private static Figure Against(string name, string unit, Dictionary<string, RelayFigures[]> found, string ours, string peer, Func<RelayFigures, double> value, Target? target) =>
        new(name, unit, [.. found[ours].Select(value)], peer, [.. found[peer].Select(value)], target);

    /// <summary>A core that others have is none of the servers' doing: it makes latencies longer, and says nothing of CPU.</summary>
    private static string Stolen(string load, Dictionary<string, RelayFigures[]> found)
    {
        var stolen = Spread.Of(found.Values.SelectMany(rounds => rounds).Select(figures => figures.Stolen));
        return $"Stolen by the host machine, {load}: {stolen.Median:P1} of the cores' time, {stolen.Min:P1} to {stolen.Max:P1}.";
    }

    private static Figure Alone(string name, string unit, Dictionary<string, RelayFigures[]> found, Func<RelayFigures, double> value) =>
        new(name, unit, [.. found[RelayServers.Postgres].Select(value)]);
}
