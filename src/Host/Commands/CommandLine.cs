using System.CommandLine;
using Medzdrav.Contracts;
using Medzdrav.Silo;

namespace Medzdrav.Host;

/// <summary>The commands that the program knows.</summary>
internal static class CommandLine
{
    private const string About = """
        Medzdrav: telemedicine. Without a command it serves.

        Roles, all of them by default:
          silo     sessions, queues, specialists; the only role that needs the database
          gateway  hub and HTTP API for pages and apps
          web      pages

        Settings come from appsettings.json, from environment variables (Storage__Database=Postgres) and from
        arguments (--Storage:Database=Postgres or --Storage:Database Postgres). docs/operations.md lists them.
        """;

    public static async Task<int> RunAsync(string[] args)
    {
        string[] settings = [];
        string[] SettingsOf(ParseResult parsed)
        {
            SettingArguments.EnsureNoneIsLeft(parsed);
            SettingArguments.EnsureNoSecrets(settings);
            return settings;
        }

        var roles = new Option<string?>("--roles") { Description = "Which roles this process plays, divided by commas: silo,gateway,web. Default: all." };
        var root = new RootCommand(About) { roles };
        root.TreatUnmatchedTokensAsErrors = false;
        root.SetAction((parsed, cancellation) => Failures.ExplainAsync(() => ServeCommand.RunAsync(parsed.GetValue(roles), SettingsOf(parsed), cancellation)));
        root.Subcommands.Add(Import(SettingsOf));
        root.Subcommands.Add(Generate(SettingsOf));
        root.Subcommands.Add(StaffCommand.Define(SettingsOf));
        root.Subcommands.Add(InsurerCommand.Define(SettingsOf));
        root.Subcommands.Add(AuditCommand.Define(SettingsOf));
        root.Subcommands.Add(EraseCommand.Define(SettingsOf));
        foreach (var command in BackupCommands.Define(SettingsOf))
            root.Subcommands.Add(command);
        root.Subcommands.Add(DiagnosesCommand.Define(SettingsOf));
        root.Subcommands.Add(HealthCommand.Define());
        root.Subcommands.Add(DocumentWorkerCommand.Define());
        (args, settings) = SettingArguments.Split(Array.ConvertAll(args, word => TypedText.WellFormed(word)), root);
        // The host listens to SIGTERM and Ctrl+C itself, and takes its time to stop cleanly.
        return await root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
    }

    private static Command Import(Func<ParseResult, string[]> settings)
    {
        var file = new Argument<FileInfo>("file") { Description = "The insurer's file with a header row: Excel (.xlsx), or CSV divided by ; or , or tab." };
        var insurer = new Option<string>("--insurer") { Description = "Whose policies they are. \"insurer list\" names all.", DefaultValueFactory = _ => InsurerId.Default.Value };
        var trial = new Option<bool>("--dry-run") { Description = "Reports what would be done, and stores nothing." };
        var sheet = new Option<string?>("--sheet") { Description = "Of a workbook with policies on several sheets, which is meant." };
        var report = new Option<FileInfo?>("--report") { Description = "A CSV file for the whole report: a line for each row that is left out or entered with a remark." };
        var import = new Command("import", "Imports an insurer's policies. Bad rows are listed by line and reason, good ones kept; importing again changes nothing.") { file, insurer, trial, sheet, report };
        import.TreatUnmatchedTokensAsErrors = false;
        import.SetAction((parsed, cancellation) => Failures.ExplainAsync(() =>
        {
            // A report that is written lists every row.
            var whole = parsed.GetValue(report);
            var terms = new ImportTerms(parsed.GetValue(trial), parsed.GetValue(sheet), whole is null ? ImportTerms.UsuallyListed : int.MaxValue);
            return ImportCommand.RunAsync(parsed.GetValue(file)!, parsed.GetValue(insurer)!, terms, whole, settings(parsed), cancellation);
        }));
        return import;
    }

    private static Command Generate(Func<ParseResult, string[]> settings)
    {
        var policies = new Argument<int>("policies") { Description = "How many rows." };
        var file = new Option<string?>("--out") { Description = "The file to write. Default: the console." };
        var seed = new Option<int>("--seed") { Description = "Another seed, other families.", DefaultValueFactory = _ => 1 };
        var encoding = new Option<string>("--encoding") { Description = "utf-8 or windows-1251.", DefaultValueFactory = _ => "utf-8" };
        var separator = new Option<string>("--separator") { Description = "\";\", \",\" or tab.", DefaultValueFactory = _ => ";" };
        var generate = new Command("generate-policies", "Writes an insurer's file of invented families, to try the import with.") { policies, file, seed, encoding, separator };
        generate.TreatUnmatchedTokensAsErrors = false;
        generate.SetAction((parsed, _) => Failures.ExplainAsync(() => settings(parsed) is [var setting, ..]
            ? throw new UsageException($"\"{setting}\" is no option of generate-policies. Try generate-policies --help.")
            : GenerateCommand.RunAsync(parsed.GetValue(policies), parsed.GetValue(file), parsed.GetValue(seed), parsed.GetValue(encoding)!, parsed.GetValue(separator)!)));
        return generate;
    }
}
