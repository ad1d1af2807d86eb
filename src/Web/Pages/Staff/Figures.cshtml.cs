using System.Globalization;
using System.Text;
using Medzdrav.Contracts;
using Microsoft.AspNetCore.Mvc;

namespace Medzdrav.Web.Pages.Staff;

/// <summary>Figures of the last days, for supervisors, and the same as a file.</summary>
public sealed class FiguresModel(IGrainFactory grains) : PlatformPage(grains)
{
    /// <summary>The days that can be chosen.</summary>
    public static readonly IReadOnlyList<(int Days, string Name)> Ranges = [(1, "Сегодня"), (7, "7 дней"), (28, "4 недели")];

    private static readonly string[] Headings = ["Показатель", "Что", "Сколько", "В среднем", "Половина не больше", "90 % не больше", "Единица"];

    /// <summary>How many days, today among them.</summary>
    [BindProperty(SupportsGet = true)]
    public int Days { get; set; } = 7;

    /// <summary>The figures.</summary>
    public HistoryView View { get; private set; } = null!;

    /// <summary>The work of each specialist.</summary>
    public WorkHistory Work { get; private set; } = null!;

    /// <summary>How long people wait as a rule, and how far off the estimates were.</summary>
    public UsualWait[] Usual { get; private set; } = [];

    /// <summary>The clinic's zone.</summary>
    public TimeZoneInfo Zone => ZoneWords.Find(View.Zone) ?? TimeZoneInfo.Utc;

    /// <summary>The plots.</summary>
    public IReadOnlyList<HistoryPlot> Plots =>
    [
        new("Ожидание до ответа: у половины не дольше", View, TallyKind.Wait, row => row.Median, value => HistoryWords.Duration((long)value)),
        new("Не дождались", View, TallyKind.Abandoned, row => row.Count, value => Math.Round(value, 1).ToString(Dates.Russian)),
        new("Длительность разговора: у половины не дольше", View, TallyKind.Handling, row => row.Median, value => HistoryWords.Duration((long)value)),
    ];

    public async Task<IActionResult> OnGet()
    {
        if (await RefusedOrRead() is { } shut)
            return shut;
        Usual = await Ask(History.UsualWaits);
        var work = await Ask(() => History.Work(Days));
        if (work.Value is not { } done)
            return Refused(work.Refusal!);
        Work = done;
        return Page();
    }

    /// <summary>All figures by hours or days, as CSV.</summary>
    public async Task<IActionResult> OnGetExport()
    {
        if (await RefusedOrRead() is { } shut)
            return shut;
        var file = new StringBuilder(CsvRow.Of([$"Когда ({ZoneWords.Name(View.Now, Zone)})", .. Headings]));
        foreach (var row in View.Rows)
            file.Append(CsvRow.Of(
                TimeZoneInfo.ConvertTime(row.At, Zone).ToString(Days == 1 ? "dd.MM.yyyy HH:mm" : "dd.MM.yyyy", CultureInfo.InvariantCulture),
                HistoryWords.Of(row.Kind), HistoryWords.Part(row.Kind, row.Part), row.Count.ToString(CultureInfo.InvariantCulture),
                Value(row, (double)row.Total / Math.Max(1, row.Count)), Value(row, row.Median), Value(row, row.NinetyPercent), Unit(row.Kind)));
        return File([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(file.ToString())], "text/csv; charset=utf-8", string.Create(CultureInfo.InvariantCulture, $"figures-{Days}-{TimeZoneInfo.ConvertTime(View.Now, Zone):yyyy-MM-dd}.csv"));
    }

    /// <summary>The sum of a figure over the days; an empty one where nothing happened.</summary>
    public HistoryRow Sum(TallyKind kind, QueueKind queue) =>
        View.Sums.FirstOrDefault(row => row.Kind == kind && row.Part == Words.Of(queue)) ?? new HistoryRow(View.First, kind, Words.Of(queue), 0, 0, 0, 0, 0);

    /// <summary>The sums of a figure, by its parts.</summary>
    public IEnumerable<HistoryRow> Sums(TallyKind kind) => View.Sums.Where(row => row.Kind == kind);

    /// <summary>The stars that were given, on average; null of none.</summary>
    public double? Stars => Sums(TallyKind.Ratings).ToArray() is { Length: > 0 } given
        ? given.Sum(row => row.Count * double.Parse(row.Part, CultureInfo.InvariantCulture)) / given.Sum(row => row.Count)
        : null;

    private IHistoryGrain History => Grains.GetGrain<IHistoryGrain>(0);

    private async Task<IActionResult?> RefusedOrRead()
    {
        if (ShutWithout(Right.ReadFigures) is { } shut)
            return shut;
        if (!Ranges.Any(range => range.Days == Days))
            Days = 7;
        var reply = await Ask(() => History.Read(Days));
        if (reply.Refusal is { } refusal)
            return Refused(refusal);
        View = reply.Value!;
        return null;
    }

    private static string Value(HistoryRow row, double value) => Unit(row.Kind) switch
    {
        "с" => Math.Round(value / 1_000, 1).ToString(Dates.Russian),
        "%" => Math.Round(value / 10, 1).ToString(Dates.Russian),
        _ => "",
    };

    private static string Unit(TallyKind kind) => kind switch
    {
        TallyKind.Wait or TallyKind.Abandoned or TallyKind.Handling or TallyKind.CallConnected or TallyKind.EstimateError => "с",
        TallyKind.CallLoss => "%",
        _ => "",
    };
}
