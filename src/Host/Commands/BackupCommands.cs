using System.CommandLine;
using System.Globalization;
using Medzdrav.Silo;

namespace Medzdrav.Host;

/// <summary><c>backup DIR</c>, <c>verify DIR</c>, <c>restore DIR</c>: copies of all that the platform keeps.</summary>
internal static class BackupCommands
{
    /// <summary>The exit code when a backup is not whole; 1 says that it could not be made, read or restored.</summary>
    public const int Broken = 2;

    /// <param name="settings">Takes the settings out of a command line.</param>
    public static IEnumerable<Command> Define(Func<ParseResult, string[]> settings) => [Backup(settings), Verify(settings), Restore(settings)];

    private static Command Backup(Func<ParseResult, string[]> settings)
    {
        var folder = new Argument<string?>("folder") { Arity = ArgumentArity.ZeroOrOne, Description = "A new or empty folder." };
        var withKey = new Option<bool>("--with-key") { Description = "Copies the keys of documents and of second factors, too. Without them a stolen backup shows no document; keep them elsewhere then." };
        var backup = new Command("backup", "Copies the database and the sealed documents, beside the running server.") { folder, withKey };
        return Acting(backup, settings, async (parsed, services, cancellation) =>
        {
            var made = await services.GetRequiredService<Backups>().TakeAsync(Named(parsed, folder), parsed.GetValue(withKey), cancellation);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"As of {made.At:yyyy-MM-ddTHH:mm:ssZ}: database {made.DatabaseBytes} bytes; {made.DocumentFiles} files of documents, {made.DocumentBytes} bytes."));
            foreach (var remark in made.Remarks)
                Console.WriteLine(remark);
            Console.WriteLine($"The list's SHA-256 is {made.Digest}");
            return made.MissingFiles > 0 ? Broken : 0;
        });
    }

    private static Command Verify(Func<ParseResult, string[]> settings)
    {
        var folder = new Argument<string?>("folder") { Arity = ArgumentArity.ZeroOrOne, Description = "The folder of the backup." };
        var verify = new Command("verify", "Looks whether a backup is whole and this program can restore it; exit code 2 when not. Needs no database.") { folder };
        return Acting(verify, settings, async (parsed, _, cancellation) => Print(await Backups.VerifyAsync(Named(parsed, folder), cancellation), "Whole."));
    }

    private static Command Restore(Func<ParseResult, string[]> settings)
    {
        var folder = new Argument<string?>("folder") { Arity = ArgumentArity.ZeroOrOne, Description = "The folder of the backup." };
        var replace = new Option<bool>("--replace") { Description = "Gives up the database that is in the place. Without it the place has to be empty." };
        var restore = new Command("restore", "Brings a backup into the place that the settings name, with the server stopped. A backup that is not whole changes nothing.") { folder, replace };
        return Acting(restore, settings, async (parsed, services, cancellation) =>
        {
            var restored = await services.GetRequiredService<Backups>().RestoreAsync(Named(parsed, folder), parsed.GetValue(replace), cancellation);
            var outcome = Print(restored.Faults, "Restored.");
            foreach (var advice in restored.Next)
                Console.WriteLine(advice);
            return outcome;
        });
    }

    private static Command Acting(Command command, Func<ParseResult, string[]> settings, Func<ParseResult, IServiceProvider, CancellationToken, Task<int>> act)
    {
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction((parsed, cancellation) => Failures.ExplainAsync(async () =>
        {
            // A backup comes before an update: it leaves the schema as it is.
            await using var services = StorageServices.Build(settings(parsed));
            return await act(parsed, services, cancellation);
        }));
        return command;
    }

    private static string Named(ParseResult parsed, Argument<string?> folder) =>
        parsed.GetValue(folder) ?? throw new UsageException($"{parsed.CommandResult.Command.Name} names no folder: {parsed.CommandResult.Command.Name} FOLDER.");

    private static int Print(IReadOnlyList<string> faults, string well)
    {
        foreach (var fault in faults)
            Console.WriteLine(fault);
        Console.WriteLine(faults.Count == 0 ? well : "NOT WHOLE.");
        return faults.Count == 0 ? 0 : Broken;
    }
}
