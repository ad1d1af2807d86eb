using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>A part of what a doctor typed to find a diagnosis: the beginning of a code, or words.</summary>
/// <param name="Code">The code as it is compared; null where it can be none.</param>
/// <param name="KeyedCode">The code that the same keys type on a Latin keyboard: «о06» for J06, «ш10» for I10; null without a Russian letter.</param>
/// <param name="Words">The words as they are compared.</param>
internal sealed record DiagnosisQuery(string? Code, string? KeyedCode, string[] Words)
{
    private const string RussianKeys = "йцукенгшщзфывапролдячсмить";
    private const string LatinKeys = "qwertyuiopasdfghjklzxcvbnm";

    /// <summary>The parts of a query, divided by spaces.</summary>
    public static DiagnosisQuery[] Parse(string query) =>
        [.. Folding.Kept(query).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Of).Where(part => part.Code is not null || part.Words.Length > 0)];

    /// <summary>A code as it is compared: without the dot, in capital letters of the first alphabet in which they look so.</summary>
    public static string CodeOf(string code) => Folding.Code(code).Replace(".", "", StringComparison.Ordinal).Replace(",", "", StringComparison.Ordinal);

    /// <summary>The words of a title or a query as they are compared.</summary>
    public static string[] WordsOf(string text) =>
        string.Concat(Folding.Name(text).Select(letter => char.IsLetterOrDigit(letter) ? letter : ' ')).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static DiagnosisQuery Of(string part)
    {
        var isCode = part.Length > 1 && char.IsLetter(part[0]) && part[1..].All(sign => char.IsDigit(sign) || sign is '.' or ',');
        var key = RussianKeys.IndexOf(char.ToLowerInvariant(part[0]), StringComparison.Ordinal);
        return new DiagnosisQuery(isCode ? CodeOf(part) : null, isCode && key >= 0 ? CodeOf(LatinKeys[key] + part[1..]) : null, WordsOf(part));
    }
}
