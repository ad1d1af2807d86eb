using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Medzdrav.Tests.Structure;

/// <summary>A setting as its option class has it.</summary>
/// <param name="Key">Section and name.</param>
/// <param name="Property">The property that takes it.</param>
/// <param name="Default">Its value where nobody sets it, as documents write it; empty where it depends on others.</param>
/// <param name="Range">The bounds that are checked at start; empty where the meaning says them, or there are none.</param>
/// <param name="Meaning">The summary of the property.</param>
internal sealed record Setting(string Key, PropertyInfo Property, string Default, string Range, string Meaning);

/// <summary>All settings that option classes take, read from the built assemblies and their documentation.</summary>
internal static partial class SettingsReference
{
    private static readonly string[] Projects = ["Grains", "Silo", "Gateway", "Host"];

    private static readonly Dictionary<string, XElement> Summaries = Projects
        .SelectMany(project => XDocument.Load(Path.Combine(AppContext.BaseDirectory, $"Medzdrav.{project}.xml")).Descendants("member"))
        .DistinctBy(member => member.Attribute("name")!.Value)
        .Where(member => member.Element("summary") is not null)
        .ToDictionary(member => member.Attribute("name")!.Value, member => member.Element("summary")!);

    /// <summary>The option classes, each with its section.</summary>
    public static IReadOnlyList<(Type Type, string Section)> Classes { get; } =
        [.. Projects.SelectMany(Built.Types).Where(type => type.Name.EndsWith("Options", StringComparison.Ordinal)).Select(type => (type, SectionOf(type))).OrderBy(known => known.Item2, StringComparer.Ordinal)];

    /// <summary>The settings, by section and in the order of their class.</summary>
    public static IReadOnlyList<Setting> All { get; } = [.. Classes.Where(known => known.Section.Length > 0).SelectMany(known => SettingsOf(known.Type, known.Section))];

    /// <summary>The text of docs/settings.md.</summary>
    public static string Document()
    {
        var text = new List<string>
        {
            "# Settings",
            "Every setting that an option class takes, made from the classes: `tests/Structure` holds this file against them, and says how to renew it. How settings are given, those of the host itself, and what to think of when you change one: [operations](operations.md). A value outside of its range, or one that can't be read, ends the start with one line. Lengths of time are written as `00:00:30` or `1.00:00:00` (days, hours, minutes, seconds), bytes as plain numbers.",
        };
        foreach (var section in All.GroupBy(setting => setting.Key.Split(':')[0]))
        {
            text.AddRange(["", $"## {section.Key}", "", "| key | default | range | meaning |", "|---|---|---|---|"]);
            text.AddRange(section.Select(setting => $"| `{setting.Key}` | {setting.Default} | {setting.Range} | {setting.Meaning} |"));
        }
        return string.Join('\n', text) + "\n";
    }

    /// <summary>A value as documents write it.</summary>
    public static string Text(object? value, string property) => value switch
    {
        null => "none",
        string { Length: 0 } => "none",
        string text => $"`{text}`",
        bool flag => flag ? "true" : "false",
        TimeSpan time => Text(time),
        IDictionary map => map.Count == 0 ? "none" : string.Join(", ", map.Keys.Cast<object>().Select(key => $"`{key}` {Text(map[key], property)}")),
        IEnumerable list when list.Cast<object>().ToArray() is var items => items.Length == 0 ? "none" : string.Join(", ", items.Select(item => Text(item, property))),
        Enum word => $"`{word}`",
        IConvertible number when IsBytes(property) => Bytes(Convert.ToInt64(number, CultureInfo.InvariantCulture)),
        IFormattable number => number.ToString("N0", CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };

    private static string Text(TimeSpan time) =>
        time == TimeSpan.Zero ? "0 s"
        : time.Ticks % TimeSpan.TicksPerDay == 0 && time.TotalDays > 1 ? Text(time.TotalDays, "days")
        : time.Ticks % TimeSpan.TicksPerHour == 0 ? Text(time.TotalHours, "h")
        : time.Ticks % TimeSpan.TicksPerMinute == 0 ? Text(time.TotalMinutes, "min")
        : time.Ticks % TimeSpan.TicksPerSecond == 0 ? Text(time.TotalSeconds, "s")
        : Text(time.TotalMilliseconds, "ms");

    private static string Text(double number, string unit) => string.Create(CultureInfo.InvariantCulture, $"{number:0.###} {unit}");

    private static bool IsBytes(string property) => property.EndsWith("Bytes", StringComparison.Ordinal) || property.EndsWith("TextBurst", StringComparison.Ordinal);

    private static string Bytes(long number)
    {
        foreach (var (unit, size, below) in new[] { ("GiB", 1L << 30, long.MaxValue), ("MiB", 1L << 20, 1L << 30), ("KiB", 1L << 10, 1L << 20) })
            if (number >= size && number < below && number % size == 0)
                return string.Create(CultureInfo.InvariantCulture, $"{number / size:N0} {unit}");
        return number.ToString("N0", CultureInfo.InvariantCulture);
    }

    private static IEnumerable<Setting> SettingsOf(Type type, string section)
    {
        var unset = Activator.CreateInstance(type, nonPublic: true);
        foreach (var property in type.GetProperties(BindingFlags.Instance | BindingFlags.Public).Where(property => property.SetMethod?.IsPublic == true))
        {
            var meaning = MeaningOf(property);
            var value = property.GetValue(unset);
            // A default that follows from other settings stands in the meaning.
            var isSaid = value is null && meaning.Contains("efault", StringComparison.Ordinal) && !meaning.Contains("efault none", StringComparison.Ordinal);
            yield return new Setting($"{section}:{property.Name}", property, isSaid ? "" : Text(value, property.Name), RangeOf(property), meaning);
        }
    }

    private static string RangeOf(PropertyInfo property)
    {
        if (property.GetCustomAttribute<RangeAttribute>() is not { } range)
            return "";
        var isTime = range.OperandType == typeof(TimeSpan);
        return $"{Text(Bound(range.Minimum, isTime), property.Name)} to {Text(Bound(range.Maximum, isTime), property.Name)}";
    }

    private static object Bound(object bound, bool isTime) => isTime ? TimeSpan.Parse((string)bound, CultureInfo.InvariantCulture) : bound;

    private static string SectionOf(Type type) => Summaries.TryGetValue($"T:{type.FullName}", out var summary) && Section().Match(summary.ToString()) is { Success: true } found ? found.Groups[1].Value : "";

    private static string MeaningOf(PropertyInfo property) => Summaries.TryGetValue($"P:{property.DeclaringType!.FullName}.{property.Name}", out var summary)
        ? string.Concat(summary.Nodes().Select(Inline)).Replace("|", "\\|", StringComparison.Ordinal).ReplaceLineEndings(" ").Trim()
        : "";

    private static string Inline(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
        XElement reference => $"`{Named(reference.Attribute("cref")!.Value)}`",
        _ => "",
    };

    /// <summary>The setting that another one's summary names.</summary>
    private static string Named(string member)
    {
        var parts = member[2..].Split('.');
        var section = Summaries.TryGetValue($"T:{string.Join('.', parts[..^1])}", out var summary) ? Section().Match(summary.ToString()).Groups[1].Value : "";
        return section.Length > 0 && member[0] == 'P' ? $"{section}:{parts[^1]}" : parts[^1];
    }

    [GeneratedRegex(@"[Ss]ection <c>(\w+)</c>")]
    private static partial Regex Section();
}
