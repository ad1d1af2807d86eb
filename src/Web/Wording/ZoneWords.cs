using System.Text.Json;
using Medzdrav.Contracts;

namespace Medzdrav.Web;

/// <summary>Time zones as people name them.</summary>
public static class ZoneWords
{
    private const int MaxNameCharacters = 64;

    /// <summary>The zones of Russia from west to east, each by a city: those among which a place is chosen.</summary>
    public static IReadOnlyList<(string Zone, string City)> Russian { get; } =
    [
        ("Europe/Kaliningrad", "Калининград"), ("Europe/Moscow", "Москва"), ("Europe/Samara", "Самара"), ("Asia/Yekaterinburg", "Екатеринбург"), ("Asia/Omsk", "Омск"), ("Asia/Krasnoyarsk", "Красноярск"),
        ("Asia/Irkutsk", "Иркутск"), ("Asia/Yakutsk", "Якутск"), ("Asia/Vladivostok", "Владивосток"), ("Asia/Magadan", "Магадан"), ("Asia/Kamchatka", "Петропавловск-Камчатский"),
    ];

    /// <summary>The cities of <see cref="Russian"/> by their zones, in JSON for scripts.</summary>
    public static string Cities { get; } = JsonSerializer.Serialize(Russian.ToDictionary(known => known.Zone, known => known.City));

    /// <summary>The zone of a name that a browser or a page sent; null for none and for what this machine does not know.</summary>
    public static TimeZoneInfo? Find(string? name) =>
        name is { Length: > 0 and <= MaxNameCharacters } && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : null;

    /// <summary>The city of a zone; null where it is none of the list.</summary>
    public static string? CityOf(string zone) => Russian.FirstOrDefault(known => known.Zone == zone).City;

    /// <summary>The zones to choose a place's from: those of Russia, and the one that stands where it is none of them.</summary>
    /// <param name="place">The zone that stands.</param>
    /// <param name="instant">When the zones are named.</param>
    public static IReadOnlyList<(string Zone, string Name)> Choices(TimeZoneInfo place, DateTimeOffset instant)
    {
        ArgumentNullException.ThrowIfNull(place);
        return CityOf(place.Id) is null ? [.. Russian, (place.Id, Dates.ZoneName(instant, place))] : Russian;
    }

    /// <summary>Владивосток; UTC+10 for zones of no city of the list.</summary>
    /// <param name="instant">When the zone is named: it may change its offset.</param>
    /// <param name="zone">The zone.</param>
    public static string Name(DateTimeOffset instant, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        return CityOf(zone.Id) ?? Dates.ZoneName(instant, zone);
    }
}
