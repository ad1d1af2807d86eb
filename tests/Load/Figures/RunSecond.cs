namespace Medzdrav.Tests.Load;

/// <summary>The events of one second of a run.</summary>
/// <param name="At">When it ended: seconds since the run began.</param>
/// <param name="Length">How long it was, in seconds.</param>
/// <param name="Counts">How often each thing happened in it.</param>
/// <param name="Levels">Where each level stood at its end.</param>
/// <param name="Times">How long the steps took that were completed in it.</param>
internal sealed record RunSecond(double At, double Length, IReadOnlyDictionary<Happening, long> Counts, IReadOnlyDictionary<Level, int> Levels, IReadOnlyDictionary<Step, Timing> Times)
{
    /// <summary>How often it happened, per second.</summary>
    public double RateOf(Happening what) => Length > 0 ? Counts[what] / Length : 0;
}
