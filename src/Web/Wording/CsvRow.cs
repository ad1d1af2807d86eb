namespace Medzdrav.Web;

/// <summary>Rows of a CSV file as Russian spreadsheets open it: divided by semicolons, every cell in quotes, and none a formula.</summary>
public static class CsvRow
{
    /// <summary>A row with its line's end.</summary>
    public static string Of(params IEnumerable<string?> cells) => string.Join(';', cells.Select(Cell)) + "\r\n";

    /// <summary>A spreadsheet carries out a cell that begins like a formula, whoever wrote it: an apostrophe before it makes it a text.</summary>
    private static string Cell(string? text)
    {
        var safe = text is ['=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '＝' or '＋' or '－' or '＠', ..] ? "'" + text : text;
        return '"' + safe?.Replace("\"", "\"\"", StringComparison.Ordinal) + '"';
    }
}
