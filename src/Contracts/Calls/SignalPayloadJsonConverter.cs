using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Medzdrav.Contracts;

/// <summary>Signals as the JSON that they are. Reading one is no judgement: the edge tells the malformed.</summary>
public sealed class SignalPayloadJsonConverter : JsonConverter<SignalPayload>
{
    /// <inheritdoc />
    public override SignalPayload Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var json = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(json))
            Copy(ref reader, writer);
        return new SignalPayload(json.WrittenSpan.ToArray());
    }

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, SignalPayload value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        writer.WriteRawValue(value.Json, skipInputValidation: true);
    }

    /// <summary>Copies a value, and makes its texts well-formed as those of every other call.</summary>
    private static void Copy(ref Utf8JsonReader reader, Utf8JsonWriter writer)
    {
        var depth = reader.CurrentDepth;
        do
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject:
                    writer.WriteStartObject();
                    break;
                case JsonTokenType.EndObject:
                    writer.WriteEndObject();
                    break;
                case JsonTokenType.StartArray:
                    writer.WriteStartArray();
                    break;
                case JsonTokenType.EndArray:
                    writer.WriteEndArray();
                    break;
                case JsonTokenType.PropertyName:
                    writer.WritePropertyName(TextJsonConverter.TextOf(ref reader));
                    break;
                case JsonTokenType.String:
                    writer.WriteStringValue(TextJsonConverter.TextOf(ref reader));
                    break;
                case JsonTokenType.Number:
                    writer.WriteRawValue(reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan);
                    break;
                case JsonTokenType.Null:
                    writer.WriteNullValue();
                    break;
                default:
                    writer.WriteBooleanValue(reader.GetBoolean());
                    break;
            }
        }
        while ((reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray or JsonTokenType.PropertyName || reader.CurrentDepth > depth) && reader.Read());
    }
}
