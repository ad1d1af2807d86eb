using System.Buffers.Binary;
using System.Text;
using Medzdrav.Grains;
using static Medzdrav.Tests.Rules.Rosters;

namespace Medzdrav.Tests.Rules;

/// <summary>A law moves a zone between a booking and its day: zone files as the test builds them, one before the law and one after.</summary>
public sealed class ZoneFileTests : IDisposable
{
    private const string Machine = "/usr/share/zoneinfo";
    private const string Zone = "Test/Lawland";

    private readonly DirectoryInfo _zones = Directory.CreateTempSubdirectory("medzdrav-zones-");

    /// <summary>All zones of the machine stay where they are, for other tests look for them meanwhile.</summary>
    public ZoneFileTests()
    {
        foreach (var entry in Directory.EnumerateFileSystemEntries(Machine))
            File.CreateSymbolicLink(Path.Combine(_zones.FullName, Path.GetFileName(entry)), entry);
        _zones.CreateSubdirectory("Test");
        Environment.SetEnvironmentVariable("TZDIR", _zones.FullName);
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("TZDIR", null);
        _zones.Delete(recursive: true);
    }

    [Fact]
    public void The_wall_at_the_doctors_place_stays_and_the_instant_moves_from_the_law_on()
    {
        var before = ClockOf(Hours(6), null);
        var (early, late) = (before.At(Day("2026-12-01"), 9 * 60), before.At(Day("2026-12-20"), 9 * 60));
        Assert.Equal((Utc("2026-12-01T03:00Z"), Utc("2026-12-20T03:00Z")), (early, late));

        // From 15 December on the place is an hour further east.
        var after = ClockOf(Hours(6), (Utc("2026-12-15T00:00Z"), Hours(7)));

        Assert.Null(ZoneLaw.Moved(early, after, new DateTime(2026, 12, 1, 9, 0, 0)));
        Assert.Equal(Utc("2026-12-20T02:00Z"), ZoneLaw.Moved(late, after, new DateTime(2026, 12, 20, 9, 0, 0)));
        Assert.Null(ZoneLaw.Moved(Utc("2026-12-20T02:00Z"), after, new DateTime(2026, 12, 20, 9, 0, 0)));
    }

    private static TimeSpan Hours(int hours) => TimeSpan.FromHours(hours);

    private ZoneClock ClockOf(TimeSpan offset, (DateTimeOffset At, TimeSpan Offset)? law)
    {
        File.WriteAllBytes(Path.Combine(_zones.FullName, Zone), FileOf(offset, law));
        TimeZoneInfo.ClearCachedData();
        return new ZoneClock(TimeZoneInfo.FindSystemTimeZoneById(Zone));
    }

    /// <summary>A zone file (RFC 8536) with at most one transition, in its second version.</summary>
    private static byte[] FileOf(TimeSpan offset, (DateTimeOffset At, TimeSpan Offset)? law)
    {
        var last = law?.Offset ?? offset;
        TimeSpan[] types = law is null ? [offset] : [offset, last];
        byte[] transitions = law is { At: var at } ? [.. Number(at.ToUnixTimeSeconds(), 8), 1] : [];
        var data = types.SelectMany(type => (byte[])[.. Number((long)type.TotalSeconds, 4), 0, 0]).Concat(Encoding.ASCII.GetBytes("LLT\0")).ToArray();
        byte[] Head(int times, int kinds) => [.. Encoding.ASCII.GetBytes("TZif2"), .. new byte[15], .. new byte[12], .. Number(times, 4), .. Number(kinds, 4), .. Number(4, 4)];
        return
        [
            .. Head(0, 1), .. Number((long)offset.TotalSeconds, 4), 0, 0, .. Encoding.ASCII.GetBytes("LLT\0"),
            .. Head(law is null ? 0 : 1, types.Length), .. transitions, .. data, .. Encoding.ASCII.GetBytes($"\n<+{last:hh}>-{last.Hours}\n"),
        ];
    }

    private static byte[] Number(long number, int bytes)
    {
        var all = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(all, number);
        return all[(8 - bytes)..];
    }
}
