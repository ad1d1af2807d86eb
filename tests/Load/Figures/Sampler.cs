namespace Medzdrav.Tests.Load;

/// <summary>Looks at a run's figures once a second and keeps what it saw.</summary>
internal sealed class Sampler(RunFigures figures, TimeProvider clock)
{
    private static readonly Happening[] Happenings = Enum.GetValues<Happening>();
    private static readonly Level[] Levels = Enum.GetValues<Level>();
    private static readonly Step[] Steps = Enum.GetValues<Step>();
    private readonly long _beganTicks = clock.GetTimestamp();
    private readonly long[] _counted = new long[Happenings.Length];
    private readonly List<RunSecond> _series = [];

    /// <summary>Second by second; the last one may be shorter.</summary>
    public IReadOnlyList<RunSecond> Series => _series;

    /// <summary>Samples every second until a task has ended, and once more then.</summary>
    /// <param name="run">The run that is sampled; that it failed is left to whoever awaits it.</param>
    /// <param name="seen">Told of each second.</param>
    public async Task UntilAsync(Task run, Action<RunSecond> seen)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), clock);
        for (var tick = NextTick(timer); await Task.WhenAny(run, tick) != run; tick = NextTick(timer))
            seen(Take());
        seen(Take());
    }

    /// <summary>The changes since the last sample.</summary>
    public RunSecond Take()
    {
        var previous = _series.Count == 0 ? 0 : _series[^1].At;
        var at = Math.Round(clock.GetElapsedTime(_beganTicks).TotalSeconds, 3);
        var second = new RunSecond(
            at,
            Math.Round(at - previous, 3),
            Happenings.ToDictionary(what => what, CountedAnew),
            Levels.ToDictionary(level => level, figures.LevelOf),
            Steps.ToDictionary(step => step, step => figures.TimesOf(step).Look()));
        _series.Add(second);
        return second;
    }

    private static Task<bool> NextTick(PeriodicTimer timer) => timer.WaitForNextTickAsync().AsTask();

    private long CountedAnew(Happening what)
    {
        var before = _counted[(int)what];
        _counted[(int)what] = figures.CountOf(what);
        return _counted[(int)what] - before;
    }
}
