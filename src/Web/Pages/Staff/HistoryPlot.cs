using System.Globalization;
using System.Text;
using Medzdrav.Contracts;

namespace Medzdrav.Web.Pages.Staff;

/// <summary>A plot of figures over hours or days, drawn on the server: a line for each queue.</summary>
/// <param name="title">The plot's name.</param>
/// <param name="view">The figures.</param>
/// <param name="kind">Which.</param>
/// <param name="value">The value of a row.</param>
/// <param name="tell">How a value is told.</param>
public sealed class HistoryPlot(string title, HistoryView view, TallyKind kind, Func<HistoryRow, double> value, Func<double, string> tell)
{
    private const int Width = 640, Height = 200, Left = 72, Right = 12, Top = 12, Bottom = 28;

    private readonly DateTimeOffset[] _slots = [.. SlotsOf(view)];

    /// <summary>The plot's name.</summary>
    public string Title => title;

    /// <summary>The extent of its picture.</summary>
    public static string Box => $"0 0 {Width} {Height}";

    /// <summary>The largest value shown, with nothing above it.</summary>
    public double Most { get; } = Math.Max(view.Rows.Where(row => row.Kind == kind).Select(value).DefaultIfEmpty().Max(), 1);

    /// <summary>Whether there is anything to draw.</summary>
    public bool IsEmpty => !view.Rows.Any(row => row.Kind == kind);

    /// <summary>The lines at the side: where, and what they say.</summary>
    public IEnumerable<(string Y, string Text)> Marks => new[] { 0, 0.5, 1 }.Select(share => (Number(Up(share * Most)), tell(share * Most)));

    /// <summary>The names below: where, and what they say; few enough to be read.</summary>
    public IEnumerable<(string X, string Text)> Names(TimeZoneInfo zone)
    {
        var every = Math.Max(1, (int)Math.Ceiling(_slots.Length / 7.0));
        for (var i = 0; i < _slots.Length; i += every)
            yield return (Number(Across(i)), HistoryWords.At(_slots[i], view.Days, zone));
    }

    /// <summary>A queue's line; a slot without values breaks it, and a lone point is a line of no length.</summary>
    public string Line(QueueKind queue)
    {
        var values = Values(queue);
        var path = new StringBuilder();
        var isBroken = true;
        for (var i = 0; i < _slots.Length; i++)
        {
            if (values.TryGetValue(_slots[i], out var known))
                path.Append(isBroken ? 'M' : 'L').Append(Number(Across(i))).Append(' ').Append(Number(Up(known))).Append(isBroken ? "h0" : "");
            isBroken = !values.ContainsKey(_slots[i]);
        }
        return path.ToString();
    }

    /// <summary>The same in words, for those who do not see it.</summary>
    public string InWords(QueueKind queue, TimeZoneInfo zone) =>
        string.Join("; ", Values(queue).OrderBy(one => one.Key).Select(one => $"{HistoryWords.At(one.Key, view.Days, zone)}: {tell(one.Value)}"));

    /// <summary>Whether a queue has a line.</summary>
    public bool Has(QueueKind queue) => Values(queue).Count > 0;

    /// <summary>Where the picture's frame begins and ends.</summary>
    public static (string Left, string Right, string Name) Edges => (Number(Left), Number(Width - Right), Number(Height - 8));

    private Dictionary<DateTimeOffset, double> Values(QueueKind queue) =>
        view.Rows.Where(row => row.Kind == kind && row.Part == Words.Of(queue)).ToDictionary(row => row.At, value);

    private double Across(int slot) => Left + ((Width - Left - Right) * (_slots.Length == 1 ? 0.5 : (double)slot / (_slots.Length - 1)));

    private double Up(double height) => Height - Bottom - ((Height - Top - Bottom) * height / Most);

    /// <summary>All hours of the one day until now, or all days.</summary>
    private static IEnumerable<DateTimeOffset> SlotsOf(HistoryView view)
    {
        if (view.Days == 1)
        {
            for (var hour = view.First; hour <= view.Now; hour = hour.AddHours(1))
                yield return hour;
            yield break;
        }
        var zone = ZoneWords.Find(view.Zone) ?? TimeZoneInfo.Utc;
        for (var day = 0; day < view.Days; day++)
            yield return Dates.Begin(Dates.DayOf(view.First, zone).AddDays(day), zone);
    }

    private static string Number(double number) => Math.Round(number, 1).ToString(CultureInfo.InvariantCulture);
}
