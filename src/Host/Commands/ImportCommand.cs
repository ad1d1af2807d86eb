using System.Runtime.InteropServices;
using Medzdrav.Contracts;
using Medzdrav.Silo;

namespace Medzdrav.Host;

/// <summary><c>import FILE --insurer ID</c>: policies from an insurer's file (S2.1).</summary>
internal static class ImportCommand
{
    private const int Interrupted = 130;
    private const int Printed = ImportTerms.UsuallyListed;

    public static async Task<int> RunAsync(FileInfo file, string insurer, ImportTerms terms, FileInfo? reportFile, string[] settings, CancellationToken cancellation)
    {
        if (!file.Exists)
            throw new UsageException($"There is no file {file.FullName}.");
        await using var csv = Open(file);
        await using var written = reportFile is null ? null : ImportReportFile.Open(reportFile);
        await using var services = await StorageServices.OpenAsync(settings, cancellation);
        if (await services.GetRequiredService<InsurerRegister>().FindAsync(insurer) is not { } known)
            throw new UsageException($"There is no insurer {insurer}. \"insurer list\" names all.");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        var bar = new ImportBar(csv, Console.Out, Console.IsOutputRedirected, TimeProvider.System);
        try
        {
            var report = await services.GetRequiredService<PolicyImport>().RunAsync(known.Id, csv, terms, bar, stop.Token);
            bar.End();
            if (terms.DryRun)
                Console.WriteLine("A dry run: nothing was stored. It would be:");
            Print(report);
            if (written is not null)
                await ImportReportFile.WriteAsync(written, report);
            return report.BadCount > 0 && report.Created + report.Updated + report.Unchanged == 0 ? 1 : 0;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            bar.End();
            Console.WriteLine("Stopped. What was read so far is stored; import the same file again to go on: that changes nothing twice.");
            return Interrupted;
        }

        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stop.Cancel();
        }
    }

    /// <summary>Lists the first of the rows that are left out, and counts the others.</summary>
    public static void PrintLeftOut(ImportReport report)
    {
        foreach (var bad in report.Bad.Take(Printed))
            Console.WriteLine($"line {bad.Line}: {bad.Reason}");
        if (report.BadCount > Printed)
            Console.WriteLine($"… and {report.BadCount - Printed} more");
    }

    private static FileStream Open(FileInfo file)
    {
        try
        {
            return file.OpenRead();
        }
        catch (UnauthorizedAccessException)
        {
            throw new UsageException($"The file {file.FullName} can't be read: no permission.");
        }
    }

    private static void Print(ImportReport report)
    {
        Console.WriteLine($"created {report.Created}, updated {report.Updated}, unchanged {report.Unchanged}, left out {report.BadCount}");
        PrintLeftOut(report);
        foreach (var noted in report.Noted.Take(Printed))
            Console.WriteLine($"line {noted.Line}, entered: {noted.Reason}");
        if (report.NotedCount > Printed)
            Console.WriteLine($"… and {report.NotedCount - Printed} more such remarks");
    }
}
