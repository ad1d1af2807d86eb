namespace Medzdrav.Silo;

/// <summary>
/// The time by which a silo acts: its machine's, or the database's where that is off by more than a second. All silos have the same database,
/// so on a machine whose clock is wrong no limit ends early or late, and nothing has to be handed over before somebody has mended it.
/// </summary>
/// <param name="watch">Compares both.</param>
/// <param name="own">The machine's clock.</param>
public sealed class SiloClock(ClockWatch watch, TimeProvider own) : TimeProvider
{
    /// <inheritdoc />
    public override TimeZoneInfo LocalTimeZone => own.LocalTimeZone;

    /// <inheritdoc />
    public override long TimestampFrequency => own.TimestampFrequency;

    /// <summary>The clock behind: what a silo's clock is compared by must not be corrected by it.</summary>
    public static TimeProvider OwnOf(TimeProvider clock) => clock is SiloClock silo ? silo.Own : clock;

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow() => own.GetUtcNow() + (watch.Healthy ? TimeSpan.Zero : watch.Offset);

    /// <inheritdoc />
    public override long GetTimestamp() => own.GetTimestamp();

    /// <inheritdoc />
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => own.CreateTimer(callback, state, dueTime, period);

    private TimeProvider Own => own;
}
