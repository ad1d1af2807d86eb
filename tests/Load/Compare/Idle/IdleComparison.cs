using System.Globalization;
using Medzdrav.Silo;

namespace Medzdrav.Tests.Load;

/// <summary>Connections that are held and say nothing: memory of the server for each, against a bare Kestrel WebSocket.</summary>
internal sealed class IdleComparison
{
    private const int AtOnce = 2;
    private const int MaxRounds = 2;
    private const double KiB = 1024;
    private const double GiB = KiB * KiB * KiB;

    // Both ends of each are files, and 20,000 may be open here. The first step is warm-up: code is compiled, pools are filled.
    private static readonly int[] Steps = [500, 2_000, 4_000, 8_000];

    // The product cuts who is silent for 10 s. Everybody has been heard, and pinged, before memory is read.
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(6);

    public static async Task<Comparison> RunAsync(CompareSettings settings)
    {
        using var pinned = CorePinning.ThisProcess(settings.ClientCore);
        var bare = new List<double>();
        var ours = Enum.GetValues<DatabaseKind>().ToDictionary(kind => kind, _ => new List<double>());
        for (var round = 0; round < Math.Min(settings.Rounds, MaxRounds); round++)
        {
            bare.Add(await SlopeAsync(await IdleSockets.StartAsync(settings.ServerCore)));
            foreach (var (kind, slopes) in ours)
                slopes.Add(await SlopeAsync(await IdleProduct.StartAsync(kind, settings.ServerCore)));
        }
        return new("Idle connections", [.. ours.SelectMany(database => Figures(database.Key, database.Value, bare))],
        [
            $"The slope of resident memory over {string.Join(", ", Steps.Select(step => step.ToString("N0", CultureInfo.InvariantCulture)))} connections, each read after two forced collections.",
            "Each connection is a visitor's, signed in, over MessagePack, with a waiting session of their own which it has joined: its activation, its place in the queue and its grain's share are counted. All roles in one process. PostgreSQL's own memory is not counted.",
            "The peer holds a WebSocket and a buffer of 4 KiB, without protocol, identity or session.",
        ]);
    }

    private static IEnumerable<Figure> Figures(DatabaseKind kind, List<double> ours, List<double> bare)
    {
        yield return new($"Memory a connection, {kind}", "KiB", [.. ours.Select(bytes => bytes / KiB)], "bare Kestrel WebSocket", [.. bare.Select(bytes => bytes / KiB)]);
        yield return new($"Attached connections, {kind}", "per GiB", [.. ours.Select(bytes => GiB / bytes)], Target: Target.AtLeast(25_000));
    }

    private static async Task<double> SlopeAsync(IdleServer server)
    {
        await using var held = server;
        var points = new List<(double Count, double Bytes)>();
        foreach (var step in Steps)
        {
            await Parallel.ForEachAsync(Enumerable.Range(server.Count, step - server.Count), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (_, _) => await server.HoldAsync());
            await Task.Delay(Rest, TimeProvider.System);
            points.Add((step, await server.ResidentAsync()));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{server.GetType().Name}: {step} connections, {points[^1].Bytes / KiB / KiB:F1} MiB"));
        }
        return Slope(points);
    }

    /// <summary>By least squares.</summary>
    private static double Slope(List<(double Count, double Bytes)> points)
    {
        var (count, bytes) = (points.Average(point => point.Count), points.Average(point => point.Bytes));
        return points.Sum(point => (point.Count - count) * (point.Bytes - bytes)) / points.Sum(point => (point.Count - count) * (point.Count - count));
    }
}
