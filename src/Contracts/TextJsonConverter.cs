using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Medzdrav.Contracts;

/// <summary>Texts of whatever JSON comes, made well-formed (<see cref="TypedText.WellFormed"/>): half a surrogate pair, or bytes that are no UTF-8, do not break the call that carries them.</summary>
public sealed class TextJsonConverter : JsonConverter<string>
{
    private const int EscapeLength = 2;
    private const int HexDigits = 4;

    /// <summary>The text at which a reader stands.</summary>
    /// <param name="reader">Stands at a string or at a property's name.</param>
    public static string TextOf(ref Utf8JsonReader reader)
    {
        var bytes = reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan;
        return TypedText.WellFormed(reader.ValueIsEscaped ? Unescaped(bytes) : Encoding.UTF8.GetString(bytes));
    }

    /// <inheritdoc />
    public override string Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String ? TextOf(ref reader) : throw new JsonException("A text is expected.");

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(value);
    }

    /// <inheritdoc />
    public override string ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => TextOf(ref reader);

    /// <summary>Undoes escapes, which the reader has found complete; it would itself refuse those of half a pair.</summary>
    private static string Unescaped(ReadOnlySpan<byte> bytes)
    {
        // No byte makes more than one character.
        var characters = ArrayPool<char>.Shared.Rent(bytes.Length);
        var length = 0;
        try
        {
            while (bytes.IndexOf((byte)'\\') is >= 0 and var escape)
            {
                length += Encoding.UTF8.GetChars(bytes[..escape], characters.AsSpan(length));
                characters[length++] = Escaped(bytes[escape..], out var read);
                bytes = bytes[(escape + read)..];
            }
            length += Encoding.UTF8.GetChars(bytes, characters.AsSpan(length));
            return new string(characters, 0, length);
        }
        finally
        {
            // It held a person's words.
            ArrayPool<char>.Shared.Return(characters, clearArray: true);
        }
    }

    private static char Escaped(ReadOnlySpan<byte> escape, out int read)
    {
        read = EscapeLength;
        switch (escape[1])
        {
            case (byte)'u':
                read += HexDigits;
                return (char)ushort.Parse(escape.Slice(EscapeLength, HexDigits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            case (byte)'b':
                return '\b';
            case (byte)'f':
                return '\f';
            case (byte)'n':
                return '\n';
            case (byte)'r':
                return '\r';
            case (byte)'t':
                return '\t';
            case var itself:
                return (char)itself;
        }
    }
}
