using HdrHistogram;

namespace Medzdrav.Tests.Load;

/// <summary>How long one step took, each time: for the whole run, and since the last look. Recording neither locks nor allocates.</summary>
internal sealed class StepTimes
{
    // Microseconds, to three digits. What takes longer than ten minutes counts as ten minutes.
    private const long LongestMicroseconds = 600_000_000;
    private const int Digits = 3;

    private readonly Recorder _recorder = HistogramFactory.With64BitBucketSize().WithValuesFrom(1).WithValuesUpTo(LongestMicroseconds).WithPrecisionOf(Digits).WithThreadSafeWrites().WithThreadSafeReads().Create();
    private readonly LongHistogram _total = new(LongestMicroseconds, Digits);
    private readonly LongHistogram _sinceLook = new(LongestMicroseconds, Digits);
    private readonly Lock _reading = new();
    private HistogramBase? _spare;

    /// <summary>It took this long once more.</summary>
    public void Took(TimeSpan time) => _recorder.RecordValue(Math.Clamp((long)time.TotalMicroseconds, 0, LongestMicroseconds));

    /// <summary>All of the run so far.</summary>
    public Percentiles Total()
    {
        lock (_reading)
        {
            Gather();
            return Percentiles.Of(_total);
        }
    }

    /// <summary>The times recorded since the last look.</summary>
    public Timing Look()
    {
        lock (_reading)
        {
            Gather();
            var timing = Timing.Of(_sinceLook);
            _sinceLook.Reset();
            return timing;
        }
    }

    private void Gather()
    {
        var recent = _recorder.GetIntervalHistogram(_spare);
        _total.Add(recent);
        _sinceLook.Add(recent);
        _spare = recent;
    }
}
