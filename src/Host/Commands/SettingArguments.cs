using System.CommandLine;

namespace Medzdrav.Host;

/// <summary>Settings among the arguments, in both forms that a .NET program takes: <c>--Name=value</c> and <c>--Name value</c>.</summary>
internal static class SettingArguments
{
    /// <summary>The settings that hold secrets: whoever may list the machine's processes reads its command lines.</summary>
    public static readonly string[] Secrets =
    [
        "Storage:ConnectionString", "Files:Keys", "Files:S3Secret", "Staff:Keys", "Sms:Authorization", "Push:PrivateKey", "Push:AppAuthorization", "Turn:Secret",
    ];

    /// <summary>Takes the settings out of a command line, wherever they stand: a parser would take <c>--Storage:Database Postgres FILE</c> for three files.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="root">The root of all commands; their own options are no settings.</param>
    /// <returns>The words that are left for the commands, and the settings as <c>--Name=value</c>.</returns>
    public static (string[] Words, string[] Settings) Split(string[] args, Command root)
    {
        var options = OptionsOf(root).ToHashSet(StringComparer.Ordinal);
        var (words, settings) = (new List<string>(), new List<string>());
        for (var i = 0; i < args.Length; i++)
        {
            var (name, value) = args[i].Split('=', 2) is [var left, var right] ? (left, right) : (args[i], null);
            if (!IsName(name) || options.Contains(name))
                words.Add(args[i]);
            else if (value is not null)
                settings.Add(args[i]);
            else if (i + 1 < args.Length && !IsName(args[i + 1]) && !options.Contains(args[i + 1]))
                settings.Add($"{name}={args[++i]}");
            else
                words.Add(args[i]);
        }
        return ([.. words], [.. settings]);
    }

    /// <summary>Fails when a secret stands on the command line. An address of a database without a password is none.</summary>
    public static void EnsureNoSecrets(string[] settings)
    {
        foreach (var setting in settings)
            if (setting[2..].Split('=', 2) is [var name, { Length: > 0 } value] && Array.Find(Secrets, secret => secret.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } secret
                && (secret != "Storage:ConnectionString" || HasPassword(value)))
                throw new UsageException($"{secret} is a secret, and whoever lists the processes of this machine reads it on the command line. Give it in the environment: {secret.Replace(":", "__", StringComparison.Ordinal)}=…");
    }

    /// <summary>Fails when a word is left that no command knows.</summary>
    public static void EnsureNoneIsLeft(ParseResult parsed)
    {
        if (parsed.UnmatchedTokens.Count > 0)
            throw new UsageException(IsName(parsed.UnmatchedTokens[0])
                ? $"\"{parsed.UnmatchedTokens[0]}\" is a setting without a value (--Name=value or --Name value). Try --help."
                : $"\"{parsed.UnmatchedTokens[0]}\" is neither a command nor a setting (--Name=value or --Name value). Try --help.");
    }

    private static bool HasPassword(string connection) => connection.Split(';')
        .Select(part => part.Split('=')[0].Trim().ToUpperInvariant())
        .Any(name => name is "PWD" or "PSW" || name.Contains("PASSWORD", StringComparison.Ordinal));

    private static bool IsName(string token) => token.Length > 2 && token.StartsWith("--", StringComparison.Ordinal);

    private static IEnumerable<string> OptionsOf(Command command) =>
        command.Options.SelectMany(option => option.Aliases.Append(option.Name)).Concat(command.Subcommands.SelectMany(OptionsOf));
}
