using Medzdrav.Contracts;

namespace Medzdrav.Silo;

/// <summary>Whether the database answers writes. While it does not, writes fail at once for a second, then try again.</summary>
public sealed class DatabaseWatch
{
    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Lately = TimeSpan.FromSeconds(10);

    // A database does not wait in a test's fake time.
    private readonly TimeProvider _clock = TimeProvider.System;
    private long _awayUntil;

    /// <summary>True unless the last write found the database away.</summary>
    public bool Available => Volatile.Read(ref _awayUntil) == 0;

    /// <summary>True when a write found the database away within the last 10 s and none has succeeded since. Forgotten then: an unready silo is sent no writes that could prove the contrary.</summary>
    public bool AwayLately
    {
        get
        {
            var until = Volatile.Read(ref _awayUntil);
            return until != 0 && _clock.GetTimestamp() < until + (long)((Lately - TryAgainAfter).TotalSeconds * _clock.TimestampFrequency);
        }
    }

    internal bool FailsAtOnce
    {
        get
        {
            var until = Volatile.Read(ref _awayUntil);
            return until != 0 && _clock.GetTimestamp() < until;
        }
    }

    internal void Answered() => Volatile.Write(ref _awayUntil, 0);

    internal void Away() => Volatile.Write(ref _awayUntil, _clock.GetTimestamp() + (long)(TryAgainAfter.TotalSeconds * _clock.TimestampFrequency));

    /// <summary>The failure that callers are told, also those of other silos: no driver's exception goes with it, which their processes could not read.</summary>
    internal static StorageUnavailableException Unavailable(Exception? why = null) =>
        new(why is null ? "The database does not answer." : $"The database does not answer ({why.GetType().Name}).");
}
