using System.Text;

namespace Medzdrav.Contracts;

/// <summary>A typed text as all papers show it, on the screen, in print and for programs: what is kept stays as it was typed.</summary>
public static class PaperText
{
    private const char Replacement = '\uFFFD';

    /// <summary>The lines of a text. Every kind of line break counts, also those that word processors write within a paragraph (U+000B, U+2028); other control characters, which no paper can show, become U+FFFD; letters of two characters become one where there is one (NFC).</summary>
    /// <param name="text">As it was typed.</param>
    /// <returns>At least one line; no line break in any.</returns>
    public static IReadOnlyList<string> Lines(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var lines = new List<string>();
        var line = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            if (!IsBreak(text[at]))
            {
                line.Append(char.IsControl(text[at]) && text[at] != '\t' ? Replacement : text[at]);
                continue;
            }
            if (text[at] == '\r' && at + 1 < text.Length && text[at + 1] == '\n')
                at++;
            lines.Add(Taken(line));
        }
        lines.Add(Taken(line));
        return lines;
    }

    /// <summary>The same in one text, its lines divided by <c>\n</c>.</summary>
    /// <param name="text">As it was typed.</param>
    public static string Of(string text) => string.Join('\n', Lines(text));

    private static bool IsBreak(char sign) => sign is '\n' or '\r' or '\v' or '\f' or '\u0085' or '\u2028' or '\u2029';

    private static string Taken(StringBuilder line)
    {
        var taken = TypedText.WellFormed(line.ToString()).Normalize(NormalizationForm.FormC);
        line.Clear();
        return taken;
    }
}
