using System.CommandLine;
using System.Globalization;
using Medzdrav.Silo;

namespace Medzdrav.Host;

/// <summary><c>audit check</c>: whether the record of who used whose data is whole.</summary>
internal static class AuditCommand
{
    /// <summary>The exit code when something is wrong with the record; 1 says that it could not be checked.</summary>
    public const int Broken = 2;

    /// <param name="settings">Takes the settings out of a command line.</param>
    public static Command Define(Func<ParseResult, string[]> settings) => new("audit", "The record of who used whose data.") { Check(settings) };

    private static Command Check(Func<ParseResult, string[]> settings)
    {
        var against = new Option<FileInfo?>("--against") { Description = "Where the chain ended earlier: the file of Audit:HeadFile, or a log. Without it nobody notices that an earlier copy of the database was restored." };
        var check = new Command("check", "Walks over the chain of sealed entries and names those that were changed or are missing; exit code 2 when there are any. Works beside the running server.") { against };
        check.TreatUnmatchedTokensAsErrors = false;
        check.SetAction((parsed, cancellation) => Failures.ExplainAsync(async () =>
        {
            var kept = parsed.GetValue(against) is { } file ? Kept(file) : [];
            await using var services = await StorageServices.OpenAsync(settings(parsed), cancellation);
            return Print(await services.GetRequiredService<AuditCheck>().RunAsync(kept, cancellation));
        }));
        return check;
    }

    private static KeptHead[] Kept(FileInfo file)
    {
        try
        {
            KeptHead[] kept = [.. KeptHead.Read(File.ReadLines(file.FullName)).Distinct()];
            return kept.Length > 0 ? kept : throw new UsageException($"The file {file.FullName} has no line with a number and a hash beside each other.");
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"The file {file.FullName} can't be read.");
        }
    }

    private static int Print(AuditFindings findings)
    {
        foreach (var fault in findings.Faults)
            Console.WriteLine(fault);
        if (findings.FaultCount > findings.Faults.Count)
            Console.WriteLine($"… and {findings.FaultCount - findings.Faults.Count} more");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{findings.Read} entries, {findings.Compared} kept ends, {findings.Waiting} entries wait for their seals. The chain ends at {findings.End!.Number} {findings.End.Hash}"));
        Console.WriteLine(findings.IsSound ? "Whole." : "NOT WHOLE.");
        return findings.IsSound ? 0 : Broken;
    }
}
