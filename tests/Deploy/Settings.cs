using System.Reflection;
using System.Text.RegularExpressions;

namespace Medzdrav.Tests.Deploy;

/// <summary>The settings that the program reads, by its own options.</summary>
internal static partial class Settings
{
    private static readonly Lazy<ILookup<string, Type>> sections = new(() => new[] { "Contracts", "Grains", "Silo", "Gateway", "Web", "Host" }
        .SelectMany(name => Assembly.Load($"Medzdrav.{name}").GetTypes())
        .Where(type => type.Name.EndsWith("Options", StringComparison.Ordinal))
        .ToLookup(SectionOf));

    /// <summary>Names of settings that occur in a text, as environment variables.</summary>
    public static IEnumerable<string> In(string text) => Name().Matches(text).Select(match => match.Value).Distinct();

    /// <summary>Whether the program has an option of that name: <c>Section__Option</c>, a list's items by their numbers.</summary>
    public static bool Knows(string name)
    {
        var parts = name.Split("__");
        return sections.Value[parts[0]].Any(type => type.GetProperty(parts[1], BindingFlags.Public | BindingFlags.Instance) is not null);
    }

    /// <summary>Options say their section, or are called as it is.</summary>
    private static string SectionOf(Type options) =>
        (string?)options.GetField("Section", BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static)?.GetRawConstantValue() ?? options.Name[..^"Options".Length];

    [GeneratedRegex(@"\b[A-Z][A-Za-z]+__[A-Za-z0-9_]+\b")]
    private static partial Regex Name();
}
