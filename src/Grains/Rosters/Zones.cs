using System.Collections.Concurrent;
using Medzdrav.Contracts;
using NodaTime;
using NodaTime.TimeZones;

namespace Medzdrav.Grains;

/// <summary>Time zones as programs name them, by older names, too. Their rules are the machine's: what a page shows and what is booked come from one source.</summary>
internal static class Zones
{
    private static readonly ConcurrentDictionary<string, ZoneClock> Clocks = new();

    /// <summary>The zone of a name: an IANA name, an older one of the same zone (<c>Asia/Calcutta</c>), or a Windows name; null when nobody knows it.</summary>
    /// <param name="name">The name as it came; null for none.</param>
    public static TimeZoneInfo? Find(string? name) =>
        ZoneWords.Find(name) ?? (name is not null && TzdbDateTimeZoneSource.Default.CanonicalIdMap.TryGetValue(name, out var canonical) ? ZoneWords.Find(canonical) : null);

    /// <summary>The clock on the wall at a zone that is known.</summary>
    /// <exception cref="TimeZoneNotFoundException">The machine's zones were taken away since.</exception>
    public static ZoneClock ClockOf(string name) => Clocks.GetOrAdd(name, static known => new ZoneClock(Find(known) ?? throw new TimeZoneNotFoundException(known)));
}

/// <summary>The clock on the wall at a zone, and the instants that its times are.</summary>
internal sealed class ZoneClock
{
    // Where clocks are put forward, hours begin and end with the jump; where they are put back, with the first of both. So hours that follow each other on paper do so in life.
    private static readonly ZoneLocalMappingResolver Resolver = Resolvers.CreateMappingResolver(Resolvers.ReturnEarlier, Resolvers.ReturnStartOfIntervalAfter);

    private readonly DateTimeZone _zone;

    public ZoneClock(TimeZoneInfo zone) => (Zone, _zone) = (zone, BclDateTimeZone.FromTimeZoneInfo(zone));

    /// <summary>The zone.</summary>
    public TimeZoneInfo Zone { get; }

    /// <summary>The instant of a time on the wall.</summary>
    /// <param name="day">The day.</param>
    /// <param name="minutes">From its midnight on; may be more than a day has.</param>
    public DateTimeOffset At(DateOnly day, int minutes) =>
        LocalDate.FromDateOnly(day).AtMidnight().PlusMinutes(minutes).InZone(_zone, Resolver).ToInstant().ToDateTimeOffset();

    /// <summary>The time on the wall at an instant.</summary>
    public DateTime WallAt(DateTimeOffset instant) => Instant.FromDateTimeOffset(instant).InZone(_zone).ToDateTimeUnspecified();

    /// <summary>The day on the wall at an instant.</summary>
    public DateOnly DayAt(DateTimeOffset instant) => DateOnly.FromDateTime(WallAt(instant));
}
