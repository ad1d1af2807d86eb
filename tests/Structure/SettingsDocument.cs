using System.Globalization;
using System.Text.RegularExpressions;
using Medzdrav.Host;

namespace Medzdrav.Tests.Structure;

/// <summary>Every setting is documented: with its default, its range, and nothing else than what holds.</summary>
public sealed partial class SettingsDocument
{
    private const string File = "docs/settings.md";

    /// <summary>Option classes that the command line fills, or a program of somebody else.</summary>
    private static readonly string[] NoSettings = ["InsurerOptions"];

    /// <summary>A figure of the word "Password" that is none.</summary>
    private static readonly string[] NoSecrets = ["Staff:MinPassword"];

    /// <summary>Settings that the host and its libraries read without an option class.</summary>
    private static readonly string[] OfTheHost = ["Roles", "Urls", "ASPNETCORE_ENVIRONMENT", "OTEL_EXPORTER_OTLP_ENDPOINT", "Telemetry:Otlp", "App:Android"];

    [Fact]
    public void The_reference_is_what_the_option_classes_say()
    {
        var expected = SettingsReference.Document();
        if (System.IO.File.Exists(Path.Combine(Repository.Root, File)) && Repository.Read(File) == expected)
            return;
        Directory.CreateDirectory(Path.Combine(Repository.Root, "artifacts"));
        System.IO.File.WriteAllText(Path.Combine(Repository.Root, "artifacts", "settings.md"), expected);
        Assert.Fail($"{File} is not what the option classes say. Renew it: cp artifacts/settings.md {File}");
    }

    [Fact]
    public void Every_option_class_names_its_section() =>
        Found.None(SettingsReference.Classes.Where(known => known.Section.Length == 0).Select(known => known.Type.Name).Except(NoSettings));

    [Fact]
    public void Every_setting_says_what_it_means() => Found.None(SettingsReference.All.Where(setting => setting.Meaning.Length == 0).Select(setting => setting.Key));

    [Fact]
    public void Every_figure_has_a_range() =>
        Found.None(SettingsReference.All.Where(setting => IsFigure(setting.Property.PropertyType) && setting.Range.Length == 0 && !Bounds().IsMatch(setting.Meaning)).Select(setting => setting.Key));

    [Fact]
    public void A_default_that_a_meaning_says_is_the_default() =>
        Found.None(
            from setting in SettingsReference.All
            where setting.Default.Length > 0 && IsFigure(setting.Property.PropertyType)
            let said = Said().Match(setting.Meaning)
            where said.Success && Plain(said.Groups[1].Value) != Plain(setting.Default)
            select $"{setting.Key} is {setting.Default} by default, and its summary says {said.Groups[1].Value}");

    [Fact]
    public void Operations_name_only_settings_that_there_are()
    {
        var known = SettingsReference.All.Select(setting => setting.Key).Concat(OfTheHost).ToHashSet();
        Found.None(Rows().SelectMany(row => row.Keys).Where(key => !known.Contains(key) && !known.Contains(key[..Math.Max(0, key.LastIndexOf(':'))])));
    }

    [Fact]
    public void Operations_say_the_defaults_that_hold() =>
        Found.None(
            from row in Rows()
            where row.Defaults.Length == row.Keys.Length
            from pair in row.Keys.Zip(row.Defaults)
            join setting in SettingsReference.All on pair.First equals setting.Key
            where setting.Default.Length > 0 && IsFigure(setting.Property.PropertyType) && Figure().IsMatch(pair.Second) && Plain(pair.Second) != Plain(setting.Default)
            select $"{setting.Key} is {setting.Default} by default, and docs/operations.md says {pair.Second}");

    [Fact]
    public void Every_secret_is_refused_on_the_command_line() =>
        Found.None(SettingsReference.All.Where(setting => Secret().IsMatch(setting.Key)).Select(setting => setting.Key).Except(SettingArguments.Secrets).Except(NoSecrets));

    private static bool IsFigure(Type type) => (Nullable.GetUnderlyingType(type) ?? type) is var figure && (figure == typeof(int) || figure == typeof(long) || figure == typeof(TimeSpan));

    /// <summary>The table of settings in docs/operations.md.</summary>
    private static IEnumerable<(string[] Keys, string[] Defaults)> Rows() =>
        from line in Repository.Read("docs/operations.md").Split("\n## Configuration\n")[1].Split("\n## ")[0].Split('\n')
        let cells = line.Split(" | ")
        where cells.Length >= 3 && cells[0].StartsWith("| `", StringComparison.Ordinal)
        select (Key().Matches(cells[0]).Select(match => match.Groups[1].Value).ToArray(), cells[1].Split(';')[0].Split(", "));

    /// <summary>A figure without the ways of writing it.</summary>
    private static string Plain(string figure)
    {
        var text = figure.Trim('`', ' ').Replace(",", "", StringComparison.Ordinal).Replace("minutes", "min", StringComparison.Ordinal);
        return TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out var time) && text.Contains(':', StringComparison.Ordinal) ? Plain(SettingsReference.Text(time, ""))
            : text == "0" ? "0 s" : Same().Replace(text, match => $"{int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) / 60} min");
    }

    [GeneratedRegex(@"`([A-Za-z_]+(?::\w+)*)`")]
    private static partial Regex Key();

    [GeneratedRegex(@"\d[\d,.]*( \w+)? to \d")]
    private static partial Regex Bounds();

    [GeneratedRegex(@"[Dd]efault:? (\d[\d,]*(?: (?:ms|s|min|minutes|h|days|KiB|MiB|GiB)\b)?)(?!\d)")]
    private static partial Regex Said();

    [GeneratedRegex(@"^`?\d[\d,:.]*( (ms|s|min|h|days|KiB|MiB|GiB))?`?$")]
    private static partial Regex Figure();

    /// <summary>Seconds that are whole minutes.</summary>
    [GeneratedRegex(@"^(60|120|180|300|600) s$")]
    private static partial Regex Same();

    [GeneratedRegex("Secret$|:Keys$|PrivateKey$|Authorization$|ConnectionString$|Password$")]
    private static partial Regex Secret();
}
