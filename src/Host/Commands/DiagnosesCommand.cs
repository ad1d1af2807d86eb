using System.CommandLine;
using System.Globalization;
using Medzdrav.Silo;

namespace Medzdrav.Host;

/// <summary><c>diagnoses import FILE</c>: an edition of the classification of diseases.</summary>
internal static class DiagnosesCommand
{
    /// <param name="settings">Takes the settings out of a command line.</param>
    public static Command Define(Func<ParseResult, string[]> settings) =>
        new("diagnoses", "The classification of diseases in which doctors find diagnoses; works beside the running server, which searches in it within 10 s.") { Import(settings) };

    private static Command Import(Func<ParseResult, string[]> settings)
    {
        var file = new Argument<FileInfo>("file") { Description = "The ministry's directory as CSV: columns MKB_CODE and MKB_NAME." };
        var trial = new Option<bool>("--dry-run") { Description = "Reports what would be done, and stores nothing." };
        var report = new Option<FileInfo?>("--report") { Description = "A CSV file for the whole report: a line for each row that is left out." };
        var import = new Command("import", "Imports an edition; it takes the place of the one imported before. Importing again changes nothing.") { file, trial, report };
        import.TreatUnmatchedTokensAsErrors = false;
        import.SetAction((parsed, cancellation) => Failures.ExplainAsync(() =>
            RunAsync(parsed.GetValue(file)!, parsed.GetValue(trial), parsed.GetValue(report), settings(parsed), cancellation)));
        return import;
    }

    private static async Task<int> RunAsync(FileInfo file, bool dryRun, FileInfo? reportFile, string[] settings, CancellationToken cancellation)
    {
        if (!file.Exists)
            throw new UsageException($"There is no file {file.FullName}.");
        await using var written = reportFile is null ? null : ImportReportFile.Open(reportFile);
        await using var services = await StorageServices.OpenAsync(settings, cancellation);
        var (report, fault) = await services.GetRequiredService<DiagnosisImport>().RunAsync(file.FullName, dryRun);
        if (report is null)
            throw new UsageException($"The file {file.FullName} is no classification: {fault}");
        if (dryRun)
            Console.WriteLine("A dry run: nothing was stored. It would be:");
        Print(report);
        if (written is not null)
            await ImportReportFile.WriteAsync(written, report.Rows);
        return 0;
    }

    private static void Print(DiagnosisReport report)
    {
        var rows = report.Rows;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"created {rows.Created}, updated {rows.Updated}, unchanged {rows.Unchanged}, gone {report.Gone}, out of use {report.OutOfUse}, left out {rows.BadCount}"));
        ImportCommand.PrintLeftOut(rows);
    }
}
