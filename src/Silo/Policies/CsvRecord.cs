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

    private readonly ReadOnlySpan<char> _text = text;
    private readonly List<string> _fields = new(16);

    public readonly string[] Fields => [.. _fields];

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
            if (Length == _text.Length)
            {
                Lines++;
                return isLast ? null : TooLong;
            }
            if (_text[Length] == separator)
            {
                Length++;
                continue;
            }
            Length += _text[Length..].StartsWith("\r\n") ? 2 : 1;
            Lines++;
            return null;
        }
    }

    private string? Field()
    {
        while (Length < _text.Length && _text[Length] == ' ')
            Length++;
        if (Length < _text.Length && _text[Length] == '"')
            return QuotedField();
        var length = _text[Length..].IndexOfAny(separator, '\r', '\n');
        var field = length < 0 ? _text[Length..] : _text.Slice(Length, length);
        _fields.Add(field.Trim().ToString());
        Length += field.Length;
        return null;
    }

    private string? QuotedField()
    {
        var value = new StringBuilder();
        while (true)
        {
            Length++;
            var length = _text[Length..].IndexOf('"');
            if (length < 0)
                return Unclosed;
            value.Append(_text.Slice(Length, length));
            Length += length + 1;
            if (Length == _text.Length || _text[Length] != '"')
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
        while (Length < _text.Length && _text[Length] == ' ')
            Length++;
        if (Length < _text.Length && _text[Length] != separator && _text[Length] is not ('\r' or '\n'))
            return Misplaced;
        _fields.Add(value.Trim());
        return null;
    }
}
