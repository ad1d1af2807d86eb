using System.Globalization;
using System.Text;

namespace Medzdrav.Grains;

/// <summary>The lines of an iCalendar file as they are written: RFC 5545, 3.1 and 3.3.</summary>
internal static class CalendarLines
{
    private const int MaxOctets = 75;
    private const string LineEnd = "\r\n";

    /// <summary>Appends a line; where it has more than 75 octets in UTF-8 it goes on in further ones, each begun by a space, and no character is cut.</summary>
    public static void Append(StringBuilder file, string line)
    {
        var octets = 0;
        foreach (var character in line.EnumerateRunes())
        {
            if (octets + character.Utf8SequenceLength > MaxOctets)
            {
                file.Append(LineEnd).Append(' ');
                octets = 1;
            }
            file.Append(character.ToString());
            octets += character.Utf8SequenceLength;
        }
        file.Append(LineEnd);
    }

    /// <summary>A text as a value: without characters that would end it or mean something else.</summary>
    public static string Text(string text) => text.ReplaceLineEndings("\n")
        .Replace("\\", "\\\\", StringComparison.Ordinal).Replace(";", "\\;", StringComparison.Ordinal).Replace(",", "\\,", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    /// <summary>An instant as a value, by UTC: 20261201T060000Z.</summary>
    public static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
}
