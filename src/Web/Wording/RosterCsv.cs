using System.Globalization;
using System.Text;
using Medzdrav.Contracts;

namespace Medzdrav.Web;

/// <summary>A roster as the table that its import reads: reading it gives the same hours.</summary>
public static class RosterCsv
{
    private static readonly string[] Headings = ["Вид", "Специальность", "Дни", "С", "По", "Первый день", "Последний день", "Раз в недель", "Перерыв", "В праздники", "Кроме", "Причина"];

    /// <summary>The file's bytes, with the mark by which spreadsheets know UTF-8.</summary>
    public static byte[] Of(RosterPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(string.Concat([CsvRow.Of(Headings), .. plan.Hours.Select(Row), .. plan.Days.Select(Row), .. plan.Absences.Select(Row)]))];
    }

    private static string Row(RosterHours hours) => CsvRow.Of(
        RosterWords.Of(hours.Kind), RosterWords.Specialty(hours.Specialty), string.Join(", ", hours.Days.Order().Select(RosterWords.Of)), hours.From, hours.Until, Dates.Day(hours.FirstDay),
        hours.LastDay is { } last ? Dates.Day(last) : "", Number(hours.EveryWeeks), Number(hours.BufferMinutes), hours.OnHolidays ? "да" : "", string.Join(' ', (hours.Except ?? []).Select(Dates.Day)), "");

    private static string Row(RosterDay day) =>
        CsvRow.Of(RosterWords.Of(day.Kind), RosterWords.Specialty(day.Specialty), Dates.Day(day.Day), day.From, day.Until, "", "", "", Number(day.BufferMinutes), "", "", "");

    private static string Row(RosterAbsence absence) => CsvRow.Of("Отсутствие", "", "", "", "", Dates.Day(absence.FirstDay), Dates.Day(absence.LastDay), "", "", "", "", absence.Reason);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
