using System.Text;

namespace Medzdrav.Silo;

/// <summary>Divides the beginning of a text into the fields of one record.</summary>
/// <param name="text">Begins with the record.</param>
/// <param name="separator">Between fields.</param>
/// <param name="isLast">The text's end is the file's, so a record may end with it.</param>
internal ref struct CsvRecord(ReadOnlySpan<char> text, char separator, bool isLast)
{
    // No address or name has so many lines: a quote was forgotten.
    private const int MaxLines = 50;
    private const string TooLong = "Строка длиннее 64 тысяч знаков";
    private const string Unclosed = "Кавычка открыта, но не закрыта";
    private const string Misplaced = "После закрывающей кавычки стоит лишнее";

    private readonly ReadOnlySpan<char> text = text;
    private readonly List<string> fields = new(16);

    public readonly string[] Fields => [.. fields];

    /// <summary>How many characters it takes, with its line break.</summary>
    public int Length { get; private set; }

    /// <summary>How many lines it takes.</summary>
    public int Lines { get; private set; }

    /// <returns>Why it can't be read; null when it can.</returns>
    public string? Read()
    {
        while (true)
        {
            if (Field() is { } fault)
                return fault;
            if (Length == text.Length)
            {
                Lines++;
                return isLast ? null : TooLong;
            }
            if (text[Length] == separator)
            {
                Length++;
                continue;
            }
            Length += text[Length..].StartsWith("\r\n") ? 2 : 1;
            Lines++;
            return null;
        }
    }

    private string? Field()
    {
        while (Length < text.Length && text[Length] == ' ')
            Length++;
        if (Length < text.Length && text[Length] == '"')
            return QuotedField();
        var length = text[Length..].IndexOfAny(separator, '\r', '\n');
        var field = length < 0 ? text[Length..] : text.Slice(Length, length);
        fields.Add(field.Trim().ToString());
        Length += field.Length;
        return null;
    }

    private string? QuotedField()
    {
        var value = new StringBuilder();
        while (true)
        {
            Length++;
            var length = text[Length..].IndexOf('"');
            if (length < 0)
                return Unclosed;
            value.Append(text.Slice(Length, length));
            Length += length + 1;
            if (Length == text.Length || text[Length] != '"')
                break;
            // Two quotes stand for one.
            value.Append('"');
        }
        return Close(value.ToString());
    }

    private string? Close(string value)
    {
        Lines += value.AsSpan().Count('\n');
        if (Lines > MaxLines)
            return Unclosed;
        while (Length < text.Length && text[Length] == ' ')
            Length++;
        if (Length < text.Length && text[Length] != separator && text[Length] is not ('\r' or '\n'))
            return Misplaced;
        fields.Add(value.Trim());
        return null;
    }
}
