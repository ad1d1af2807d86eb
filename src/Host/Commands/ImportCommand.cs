using System.Globalization;
using Medzdrav.Contracts;
using Medzdrav.Silo;
using Microsoft.Extensions.Options;

namespace Medzdrav.Host;

/// <summary><c>import FILE</c>: policies from the insurer's file (S2.1).</summary>
internal static class ImportCommand
{
    private const int ManyRows = 10_000;

    public static async Task<int> RunAsync(FileInfo file, string[] settings, CancellationToken cancellation)
    {
        if (!file.Exists)
            throw new UsageException($"There is no file {file.FullName}.");
        var builder = WebApplication.CreateSlimBuilder(ServeCommand.Options(settings));
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddStorage(builder.Configuration);
        await using var services = builder.Services.BuildServiceProvider();
        await SchemaUpgrade.ApplyAsync(services.GetRequiredService<IOptions<StorageOptions>>().Value, cancellation);
        await using var csv = Open(file);
        var report = await services.GetRequiredService<PolicyImport>().RunAsync(csv, new RowsRead(), cancellation);
        Print(report);
        return report.BadCount > 0 && report.Created + report.Updated + report.Unchanged == 0 ? 1 : 0;
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
        foreach (var bad in report.Bad)
            Console.WriteLine($"line {bad.Line}: {bad.Reason}");
        if (report.BadCount > report.Bad.Length)
            Console.WriteLine($"… and {report.BadCount - report.Bad.Length} more");
    }

    /// <summary>A line now and then, so that a long import shows that it lives.</summary>
    private sealed class RowsRead : IProgress<int>
    {
        private int _told;

        public void Report(int value)
        {
            if (value - _told < ManyRows)
                return;
            _told = value;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{value} rows read"));
        }
    }
}
