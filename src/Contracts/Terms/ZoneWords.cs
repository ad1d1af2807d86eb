using System.Globalization;
using System.Text.Json;

namespace Medzdrav.Contracts;

/// <summary>Time zones as people name them: which names are known, and the words for pages and messages.</summary>
public static class ZoneWords
{
    private const int MaxNameCharacters = 64;

    /// <summary>The zones of Russia from west to east, each by a city: those among which a place is chosen.</summary>
    public static IReadOnlyList<(string Zone, string City)> Russian { get; } =
    [
        ("Europe/Kaliningrad", "Калининград"), ("Europe/Moscow", "Москва"), ("Europe/Samara", "Самара"), ("Asia/Yekaterinburg", "Екатеринбург"), ("Asia/Omsk", "Омск"), ("Asia/Krasnoyarsk", "Красноярск"),
        ("Asia/Irkutsk", "Иркутск"), ("Asia/Yakutsk", "Якутск"), ("Asia/Vladivostok", "Владивосток"), ("Asia/Magadan", "Магадан"), ("Asia/Kamchatka", "Петропавловск-Камчатский"),
    ];

    /// <summary>Further zones of Russia, which browsers name.</summary>
    private static readonly (string Zone, string City)[] Others =
    [
        ("Europe/Simferopol", "Симферополь"), ("Europe/Volgograd", "Волгоград"), ("Europe/Kirov", "Киров"), ("Europe/Astrakhan", "Астрахань"), ("Europe/Saratov", "Саратов"), ("Europe/Ulyanovsk", "Ульяновск"),
        ("Asia/Novosibirsk", "Новосибирск"), ("Asia/Barnaul", "Барнаул"), ("Asia/Tomsk", "Томск"), ("Asia/Novokuznetsk", "Новокузнецк"), ("Asia/Chita", "Чита"), ("Asia/Sakhalin", "Южно-Сахалинск"),
        ("Asia/Anadyr", "Анадырь"),
    ];

    private static readonly Dictionary<string, string> CitiesByZone = Russian.Concat(Others).ToDictionary(known => known.Zone, known => known.City);

    /// <summary>The cities by their zones, in JSON for scripts.</summary>
    public static string Cities { get; } = JsonSerializer.Serialize(CitiesByZone);

    /// <summary>The zone of a name that a browser, a page or a record has: an IANA name or a Windows name; null for none and for what this machine does not know.</summary>
    /// <param name="name">The name as it came; null for none.</param>
    public static TimeZoneInfo? Find(string? name)
    {
        if (name is not { Length: > 0 and <= MaxNameCharacters } || !TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone))
            return null;
        // A Windows name is found, too: everything else speaks of zones by their IANA names.
        return zone.HasIanaId || !TimeZoneInfo.TryConvertWindowsIdToIanaId(zone.Id, out var iana) ? zone : TimeZoneInfo.FindSystemTimeZoneById(iana);
    }

    /// <summary>The zones to choose a place's from: those of Russia, and the one that stands where it is none of them.</summary>
    /// <param name="place">The zone that stands.</param>
    /// <param name="instant">When the zones are named.</param>
    public static IReadOnlyList<(string Zone, string Name)> Choices(TimeZoneInfo place, DateTimeOffset instant)
    {
        ArgumentNullException.ThrowIfNull(place);
        return Russian.Any(known => known.Zone == place.Id) ? Russian : [.. Russian, (place.Id, Name(instant, place))];
    }

    /// <summary>Владивосток; UTC+7 for zones of no known city.</summary>
    /// <param name="instant">When the zone is named: it may change its offset.</param>
    /// <param name="zone">The zone.</param>
    public static string Name(DateTimeOffset instant, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        return CitiesByZone.GetValueOrDefault(zone.Id) ?? Offset(zone.GetUtcOffset(instant));
    }

    /// <summary>по Владивостоку; (UTC+7) for zones of no known city.</summary>
    /// <param name="instant">When the zone is named.</param>
    /// <param name="zone">The zone.</param>
    public static string Told(DateTimeOffset instant, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        return CitiesByZone.TryGetValue(zone.Id, out var city) ? $"по {string.Join('-', city.Split('-').Select(Dative))}" : $"({Name(instant, zone)})";
    }

    /// <summary>Москве, Кирову, Астрахани, Симферополю: the endings that the cities above have.</summary>
    private static string Dative(string city) => city switch
    {
        _ when city.EndsWith("ский", StringComparison.Ordinal) => $"{city[..^2]}ому",
        "Астрахань" => "Астрахани",
        _ when city[^1] == 'а' => $"{city[..^1]}е",
        _ when city[^1] == 'ь' => $"{city[..^1]}ю",
        _ when city.StartsWith("Южно", StringComparison.Ordinal) => city,
        _ => $"{city}у",
    };

    private static string Offset(TimeSpan offset)
    {
        var sign = offset < TimeSpan.Zero ? "−" : "+";
        return offset.Minutes == 0
            ? string.Create(CultureInfo.InvariantCulture, $"UTC{sign}{Math.Abs(offset.Hours)}")
            : string.Create(CultureInfo.InvariantCulture, $"UTC{sign}{Math.Abs(offset.Hours)}:{Math.Abs(offset.Minutes):00}");
    }
}
