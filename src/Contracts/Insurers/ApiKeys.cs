namespace Medzdrav.Contracts;

/// <summary>The form of insurers' API keys, by which the edge tells them from tokens.</summary>
public static class ApiKeys
{
    /// <summary>The beginning of every key.</summary>
    public const string Prefix = "mzk_";

    /// <summary>Whether a text may be such a key at all.</summary>
    public static bool HasForm(string? text) => text is { Length: < 100 } && text.StartsWith(Prefix, StringComparison.Ordinal);
}
