using System.Globalization;
using System.Text;
using Medzdrav.Contracts;
using Medzdrav.Web;

namespace Medzdrav.Host;

/// <summary>A report of an import as a CSV that a spreadsheet opens: a line for each row that was left out or entered with a remark.</summary>
internal static class ImportReportFile
{
    /// <summary>Opens the file before anything is imported, so that a wrong name costs nothing.</summary>
    public static StreamWriter Open(FileInfo file)
    {
        try
        {
            return new StreamWriter(file.Open(FileMode.Create, FileAccess.Write), new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"The file {file.FullName} can't be written.");
        }
    }

    /// <summary>Writes the report, in the order of the file's rows.</summary>
    public static async Task WriteAsync(TextWriter csv, ImportReport report)
    {
        await csv.WriteAsync(CsvRow.Of("Строка", "Что сделано", "Причина"));
        var rows = report.Bad.Select(row => (row.Line, Done: "пропущена", row.Reason)).Concat(report.Noted.Select(row => (row.Line, Done: "принята с замечанием", row.Reason)));
        foreach (var (line, done, reason) in rows.OrderBy(row => row.Line))
            await csv.WriteAsync(CsvRow.Of(line.ToString(CultureInfo.InvariantCulture), done, reason));
    }
}
