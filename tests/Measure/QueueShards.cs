using System.Diagnostics;
using Medzdrav.Tests.Rules;

namespace Medzdrav.Tests.Measure;

/// <summary>A queue of many specialists, whole and split, in simulated time with the platform's own rules.</summary>
internal static class QueueShards
{
    public static void Measure(int specialists)
    {
        Console.WriteLine($"{specialists} specialists, 24 simulated minutes: 8 at 85 %, 6 at 125 %, 10 at 70 % of what they can take. Waits and the rest in seconds.");
        Console.WriteLine("shards seed   people  wait p50   p90   p99  most overtaken  > 3.1 s  longest idle  idle in all    lent  left  decisions/s of a core  ms of a core per s: busiest, all  words/s of the busiest  took");
        foreach (var seed in new[] { 1, 2, 3 })
            foreach (var shards in new[] { 1, 4, 16 })
                Print(new SimulatedLoad(specialists, shards, seed));
        Console.WriteLine("The same with a shard's silo killed in the rush, and one notice of a thousand lost:");
        foreach (var shards in new[] { 4, 16 })
            Print(new SimulatedLoad(specialists, shards, Seed: 4) { KilledAt = TimeSpan.FromMinutes(10), LostOf100000 = 100 });
    }

    private static void Print(SimulatedLoad load)
    {
        var began = Stopwatch.GetTimestamp();
        var simulation = new QueueSimulation(load);
        var seconds = load.Phases.Sum(phase => phase.Time.TotalSeconds);
        var figures = simulation.Play();
        Console.WriteLine(
            $"{load.Shards,6} {load.Seed,4} {figures.People,8} {figures.Wait(0.5),9:0.0} {figures.Wait(0.9),5:0} {figures.Wait(0.99),5:0} {figures.MostOvertaken.TotalSeconds,15:0.00} {figures.OvertakenBy(TimeSpan.FromSeconds(3.1)),8} "
            + $"{figures.LongestIdle.TotalSeconds,13:0.00} {figures.IdleInAll.TotalSeconds,12:0.0} {figures.Lent,7} {figures.Left,5} {figures.DecisionsPerSecond,22:0} "
            + $"{figures.Busiest.Busy.TotalMilliseconds / seconds,18:0.0}, {figures.Busy.TotalMilliseconds / seconds,11:0.0} {figures.Busiest.Words / seconds,23:0} {Stopwatch.GetElapsedTime(began).TotalSeconds,5:0} s");
        if (figures.Wrong > 0)
            Console.WriteLine($"{figures.Wrong} were taken twice or by somebody without room");
    }
}
