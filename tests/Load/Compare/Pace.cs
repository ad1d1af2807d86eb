using System.Diagnostics;

namespace Medzdrav.Tests.Load;

/// <summary>Keeps the time of an open-loop load.</summary>
internal static class Pace
{
    /// <summary>Calls every millisecond, for a while, on a thread of its own.</summary>
    /// <remarks>The pool's timers go by a clock that moves every 4 ms on many a kernel: what they pace comes in bursts, late by 2 ms on average.</remarks>
    public static Task RunAsync(TimeSpan time, Action tick) => Task.Factory.StartNew(
        () =>
        {
            using var never = new ManualResetEvent(false);
            for (var began = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(began) < time; never.WaitOne(1))
                tick();
        },
        CancellationToken.None,
        TaskCreationOptions.LongRunning,
        TaskScheduler.Default);
}
