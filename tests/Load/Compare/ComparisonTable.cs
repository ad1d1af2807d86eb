using System.Globalization;
using System.Text.Json;
using Medzdrav.Tests.Support;
using Spectre.Console;

namespace Medzdrav.Tests.Load;

/// <summary>Comparisons as people read them, and as a file.</summary>
internal static class ComparisonTable
{
    private const int WidthOfFiles = 200;

    /// <summary>Above <see cref="Cells"/>.</summary>
    public static readonly IReadOnlyList<string> Headings = ["figure", "ours", "peer", "theirs", "ratio (min–max)", "target", ""];

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>A line while it is still being measured, beside the output.</summary>
    public static Task SayAsync(FormattableString line) => Console.Error.WriteLineAsync(line.ToString(CultureInfo.InvariantCulture));

    public static void Print(Comparison comparison)
    {
        if (Console.IsOutputRedirected)
            AnsiConsole.Profile.Width = WidthOfFiles;
        var table = new Table().Title(Markup.Escape(comparison.Title)).AddColumns([.. Headings]);
        foreach (var figure in comparison.Figures)
            table.AddRow([.. Cells(figure).Select(Markup.Escape)]);
        AnsiConsole.Write(table);
        foreach (var note in comparison.Notes)
            AnsiConsole.WriteLine(note);
    }

    /// <summary>Keeps all of it in artifacts/compare.json, and plots it in compare.html.</summary>
    public static async Task KeepAsync(IReadOnlyList<Comparison> comparisons)
    {
        var folder = Directory.CreateDirectory(Path.Combine(HostProcess.Repository, "artifacts"));
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "compare.json"), JsonSerializer.Serialize(comparisons, Json));
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "compare.html"), ComparisonPage.Write(comparisons, TimeProvider.System.GetUtcNow()));
    }

    /// <summary>A figure as a row.</summary>
    public static string[] Cells(Figure figure)
    {
        var hasPeer = figure.Theirs is { Length: > 0 };
        var judged = figure.Judged;
        return
        [
            figure.Name,
            $"{Short(Spread.Of(figure.Ours).Median)} {figure.Unit}",
            figure.Peer ?? "",
            hasPeer ? $"{Short(Spread.Of(figure.Theirs!).Median)} {figure.Unit}" : "",
            hasPeer ? $"{judged.Median:F2} ({judged.Min:F2}–{judged.Max:F2})" : $"({Short(judged.Min)}–{Short(judged.Max)})",
            figure.Target?.ToString() ?? "",
            figure.IsReached switch { true => "reached", false => "missed", null => "" },
        ];
    }

    private static string Short(double value) => value.ToString(Math.Abs(value) >= 100 ? "F0" : "G3", CultureInfo.InvariantCulture);
}
