using System.Text.Json;
using MessagePack;

namespace Medzdrav.Gateway;

/// <summary>Writes JSON as MessagePack, value by value: both wires carry the same.</summary>
internal static class JsonTranscoder
{
    /// <summary>Writes one whole JSON value.</summary>
    public static void Write(ref MessagePackWriter writer, ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        WriteValue(ref writer, ref reader);
    }

    private static void WriteValue(ref MessagePackWriter writer, ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                writer.WriteMapHeader(Count(reader) / 2);
                WriteMembers(ref writer, ref reader, JsonTokenType.EndObject);
                break;
            case JsonTokenType.StartArray:
                writer.WriteArrayHeader(Count(reader));
                WriteMembers(ref writer, ref reader, JsonTokenType.EndArray);
                break;
            case JsonTokenType.String or JsonTokenType.PropertyName when !reader.ValueIsEscaped:
                writer.WriteString(reader.ValueSpan);
                break;
            case JsonTokenType.String or JsonTokenType.PropertyName:
                writer.Write(reader.GetString());
                break;
            case JsonTokenType.Number when reader.TryGetInt64(out var whole):
                writer.Write(whole);
                break;
            case JsonTokenType.Number:
                writer.Write(reader.GetDouble());
                break;
            case JsonTokenType.Null:
                writer.WriteNil();
                break;
            default:
                writer.Write(reader.GetBoolean());
                break;
        }
    }

    private static void WriteMembers(ref MessagePackWriter writer, ref Utf8JsonReader reader, JsonTokenType end)
    {
        while (reader.Read() && reader.TokenType != end)
            WriteValue(ref writer, ref reader);
    }

    /// <summary>How many members the container has at which a copy of the reader stands; names count, too. MessagePack says it ahead.</summary>
    private static int Count(Utf8JsonReader reader)
    {
        var count = 0;
        for (reader.Read(); reader.TokenType is not (JsonTokenType.EndObject or JsonTokenType.EndArray); reader.Read())
        {
            count++;
            if (reader.TokenType != JsonTokenType.PropertyName)
                reader.Skip();
        }
        return count;
    }
}
