namespace Medzdrav.Silo;

/// <summary>Compares this process's clock with the database's, by each batch of commits. More than a second off makes the silo unready, and the database's time the silo's (<see cref="SiloClock"/>).</summary>
public sealed class ClockWatch
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(1);
    private long _offsetTicks;

    /// <summary>The database's time minus ours, as last seen; zero within a call's duration, and always on SQLite, which has our clock.</summary>
    public TimeSpan Offset => TimeSpan.FromTicks(Volatile.Read(ref _offsetTicks));

    /// <summary>Whether the clocks agree within a second.</summary>
    public bool Healthy => Offset.Duration() <= Tolerance;

    internal void Compare(DateTimeOffset sentAt, DateTimeOffset database, DateTimeOffset receivedAt)
    {
        var offset = database < sentAt ? database - sentAt : database > receivedAt ? database - receivedAt : TimeSpan.Zero;
        Volatile.Write(ref _offsetTicks, offset.Ticks);
    }
}
