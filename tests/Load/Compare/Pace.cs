using System.Diagnostics;

namespace Medzdrav.Tests.Load;

/// <summary>Keeps the time of a load.</summary>
internal static class Pace
{
    /// <summary>Acts at each instant from now on, open loop, on a thread of its own that looks every millisecond.</summary>
    /// <remarks>The pool's timers go by a clock that moves every 4 ms on many a kernel: what they pace comes in bursts, late by 2 ms on average.</remarks>
    /// <param name="instants">When, ever later.</param>
    /// <param name="act">Gets the timestamp that was meant.</param>
    public static Task RunAsync(IEnumerable<TimeSpan> instants, Action<long> act) => Task.Factory.StartNew(
        () =>
        {
            using var never = new ManualResetEvent(false);
            var began = Stopwatch.GetTimestamp();
            foreach (var at in instants)
            {
                while (Stopwatch.GetElapsedTime(began) < at)
                    never.WaitOne(1);
                act(began + (long)(at.TotalSeconds * Stopwatch.Frequency));
            }
        },
        CancellationToken.None,
        TaskCreationOptions.LongRunning,
        TaskScheduler.Default);

    /// <summary>Lets time pass.</summary>
    public static async Task PassAsync(TimeSpan time)
    {
        using var timer = new PeriodicTimer(time);
        await timer.WaitForNextTickAsync();
    }
}
