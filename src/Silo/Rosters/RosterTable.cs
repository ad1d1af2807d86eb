using System.Globalization;
using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Silo;

/// <summary>A table of hours: a line of headers in any order, then weekly hours, hours of single days and absences, one a line.</summary>
/// <param name="found">Where the hours go.</param>
/// <param name="today">The first day of weekly hours that name none.</param>
internal sealed class RosterTable(FoundHours found, DateOnly today)
{
    private const string WantedDays = "Дни пишутся как «пн-пт», «пн, ср», «ежедневно» или датой 31.12.2026";
    private static readonly string[] Headers = ["вид", "специальность", "дни", "с", "по", "первый день", "последний день", "раз в недель", "перерыв", "в праздники", "кроме", "причина"];
    private static readonly Weekday[] Week = Enum.GetValues<Weekday>();

    private string[] _columns = [];
    private string[] _fields = [];

    /// <summary>Reads all lines.</summary>
    /// <returns>False where the first line is none of headers.</returns>
    public async Task<bool> ReadAsync(string text)
    {
        using var rows = new CsvRows(new StringReader(text));
        await rows.DivideAsync(fields => fields.Count(field => Headers.Contains(Header(field))), CancellationToken.None);
        if (await rows.NextAsync(CancellationToken.None) is not { Fault: null } head)
            return false;
        _columns = [.. head.Fields.Select(Header)];
        if (!_columns.Contains("дни") || !_columns.Contains("с") || !_columns.Contains("по"))
            return false;
        while (await rows.NextAsync(CancellationToken.None) is { } row)
        {
            _fields = row.Fields;
            if ((row.Fault ?? (Array.TrueForAll(row.Fields, TypedText.IsBlank) ? null : Take())) is { } fault)
                found.Refuse(row.Line, fault);
        }
        return true;
    }

    /// <summary>Takes the line.</summary>
    /// <returns>Why it can't be; null when it was.</returns>
    private string? Take()
    {
        if (Field("вид") is var kind && kind.StartsWith("отсутств", StringComparison.OrdinalIgnoreCase))
            return TakeAbsence();
        if (kind.Length > 0 && KindOf(kind) is null)
            return $"Вид «{kind}» неизвестен: бывают дежурство, приём и отсутствие";
        if (found.SpecialtyIn(Field("специальность")) is not { } specialty)
            return $"У сотрудника нет специальности «{Field("специальность")}»";
        if (Number("перерыв", 0) is not { } buffer || Number("раз в недель", 1) is not { } weeks)
            return "«Перерыв» и «Раз в недель» — целые числа";
        var (from, until) = (Time(Field("с")), Time(Field("по")));
        if (!WallHours.TryRead(from, until, out _))
            return $"Время «{Field("с")}–{Field("по")}» не подходит: нужны часы и минуты, кратные {Quarters.Minutes}";
        if (WrittenDate.Read(Field("дни")) is { } single)
        {
            found.Add(new RosterDay(KindOf(kind) ?? RosterKind.Booking, specialty, single, from, until, buffer));
            return null;
        }
        if (DaysOf(Field("дни")) is not { Length: > 0 } days)
            return WantedDays;
        var (first, last) = (WrittenDate.Read(Field("первый день")), WrittenDate.Read(Field("последний день")));
        if (first is null && Field("первый день").Length > 0 || last is null && Field("последний день").Length > 0)
            return $"Дни пишутся как {WrittenDate.Wanted}";
        if (DatesOf(Field("кроме")) is not { } except)
            return $"«Кроме» — дни через пробел, как {WrittenDate.Wanted}";
        found.Add(new RosterHours(
            KindOf(kind) ?? RosterKind.Booking, specialty, days, from, until, first ?? today, last, weeks, buffer, Field("в праздники").StartsWith("да", StringComparison.OrdinalIgnoreCase), except.Length > 0 ? except : null));
        return null;
    }

    private string? TakeAbsence()
    {
        if ((WrittenDate.Read(Field("первый день")) ?? WrittenDate.Read(Field("дни"))) is not { } first)
            return $"У отсутствия нет первого дня: дни пишутся как {WrittenDate.Wanted}";
        if (WrittenDate.Read(Field("последний день")) is not { } last && Field("последний день").Length > 0)
            return $"Дни пишутся как {WrittenDate.Wanted}";
        found.Add(new RosterAbsence(first, WrittenDate.Read(Field("последний день")) ?? first, Field("причина")));
        return null;
    }

    private string Field(string column) => Array.IndexOf(_columns, column) is >= 0 and var index && index < _fields.Length ? Text(_fields[index]) : "";

    /// <summary>A field without the apostrophe by which a file of ours keeps spreadsheets from taking it for a formula.</summary>
    private static string Text(string field) => field is ['\'', '=' or '+' or '-' or '@' or '＝' or '＋' or '－' or '＠', ..] ? field[1..] : field;

    /// <summary>Days divided by spaces or commas; null where one of them is none.</summary>
    private static DateOnly[]? DatesOf(string text)
    {
        var dates = text.Split([' ', ',', ';'], StringSplitOptions.RemoveEmptyEntries).Select(WrittenDate.Read).ToArray();
        return Array.Exists(dates, date => date is null) ? null : [.. dates.Select(date => date!.Value)];
    }

    private int? Number(string column, int otherwise) =>
        Field(column) is { Length: > 0 } text ? int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null : otherwise;

    private static string Header(string field) => Folding.Kept(field).ToLowerInvariant();

    private static RosterKind? KindOf(string kind) =>
        kind.StartsWith("деж", StringComparison.OrdinalIgnoreCase) ? RosterKind.Duty : kind.StartsWith("при", StringComparison.OrdinalIgnoreCase) ? RosterKind.Booking : null;

    /// <summary>9:00 as 09:00.</summary>
    private static string Time(string text) => text.Length == 4 && text[1] == ':' ? "0" + text : text;

    /// <summary>The days of «пн-пт», «пн, ср», «понедельник», «ежедневно»; null for anything else.</summary>
    private static Weekday[]? DaysOf(string text)
    {
        if (text.StartsWith("ежедн", StringComparison.OrdinalIgnoreCase))
            return Week;
        var days = new SortedSet<Weekday>();
        foreach (var part in text.Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var ends = part.Split('-', '–', '—');
            if (ends.Length > 2 || WeekdayWords.Find(ends[0]) is not { } first || WeekdayWords.Find(ends[^1]) is not { } last)
                return null;
            for (var day = first; ; day = (Weekday)(((int)day + 1) % Week.Length))
            {
                days.Add(day);
                if (day == last)
                    break;
            }
        }
        return [.. days];
    }
}
