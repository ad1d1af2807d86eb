namespace Medzdrav.Web;

/// <summary>Rows of a CSV file as Russian spreadsheets open it: divided by semicolons, every cell in quotes, and none a formula. <c>models/csv.js</c> writes the same.</summary>
public static class CsvRow
{
    /// <summary>A row with its line's end.</summary>
    public static string Of(params IEnumerable<string?> cells) => string.Join(';', cells.Select(Cell)) + "\r\n";

    private static string Cell(string? text) => $"\"{(IsFormula(text) ? "'" : "")}{text?.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>A spreadsheet carries out a cell that begins like a formula, whoever wrote it, and some pass over spaces before it: an apostrophe makes it a text.</summary>
    private static bool IsFormula(string? text) =>
        text is ['\t' or '\r' or '\n', ..] || text.AsSpan().TrimStart() is ['=' or '+' or '-' or '@' or '＝' or '＋' or '－' or '＠', ..];
}
