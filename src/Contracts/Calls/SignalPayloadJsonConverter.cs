using System.Text.Json;
using System.Text.Json.Serialization;

namespace Medzdrav.Contracts;

/// <summary>Signals as the JSON that they are. Reading one is no judgement: the edge tells the malformed.</summary>
public sealed class SignalPayloadJsonConverter : JsonConverter<SignalPayload>
{
    /// <inheritdoc />
    public override SignalPayload Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        return new SignalPayload(JsonSerializer.SerializeToUtf8Bytes(document.RootElement));
    }

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, SignalPayload value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        writer.WriteRawValue(value.Json, skipInputValidation: true);
    }
}
