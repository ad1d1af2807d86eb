using System.Text;

namespace Medzdrav.Silo;

/// <summary>A number as a spreadsheet shows it, where its format adds zeros or letters that belong to it: <c>000-000</c>, <c>"ДМС-"000000</c>.</summary>
internal static class ShownNumber
{
    /// <summary>The whole number as it is shown; null where the format adds nothing to its digits, or does something else with them.</summary>
    /// <param name="digits">Of a number that is not negative.</param>
    /// <param name="format">The cell's number format.</param>
    public static string? Of(string digits, string format)
    {
        if (PartsOf(format) is not { } parts)
            return null;
        var places = parts.Count(part => part.IsDigit);
        var isAdding = parts.Exists(part => part is { IsDigit: false } && !char.IsWhiteSpace(part.Letter)) || parts.Count(part => part is { IsDigit: true, Letter: '0' }) > digits.Length;
        return places == 0 || !isAdding ? null : Written(digits, parts, places);
    }

    private static string Written(string digits, List<(bool IsDigit, char Letter)> parts, int places)
    {
        var shown = new StringBuilder();
        var left = digits;
        foreach (var (isDigit, letter) in parts)
        {
            if (!isDigit)
            {
                shown.Append(letter);
                continue;
            }
            // Digits that have no place stand before the first; a place without a digit holds a zero, or nothing.
            var taken = Math.Max(0, left.Length - --places);
            shown.Append(left.Length > places ? left[..taken] : letter == '0' ? "0" : "");
            left = left[taken..];
        }
        return shown.ToString();
    }

    /// <summary>The places and letters of the format's part for positive numbers; null where it holds anything else.</summary>
    private static List<(bool IsDigit, char Letter)>? PartsOf(string format)
    {
        var parts = new List<(bool, char)>();
        for (var at = 0; at < format.Length && format[at] != ';'; at++)
        {
            var letter = format[at];
            if (letter is '0' or '#')
                parts.Add((true, letter));
            else if (letter == '"' && format.IndexOf('"', at + 1) is > 0 and var end)
            {
                parts.AddRange(format[(at + 1)..end].Select(quoted => (false, quoted)));
                at = end;
            }
            else if (letter == '\\' && at + 1 < format.Length)
                parts.Add((false, format[++at]));
            else if (letter is '-' or '/' or '(' or ')' or '+' or ' ' or '\u00a0')
                parts.Add((false, letter));
            else
                return null;
        }
        return parts;
    }
}
