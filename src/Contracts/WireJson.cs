using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Medzdrav.Contracts;

/// <summary>How values look on the wire: camelCase names, enums as strings, instants as ISO 8601 UTC with milliseconds. Source: <c>docs/protocol.md</c>, "Values on the wire".</summary>
public static class WireJson
{
    /// <summary>Options for hub and HTTP alike.</summary>
    public static JsonSerializerOptions Options { get; } = Configure(new JsonSerializerOptions());

    /// <summary>Makes the given options write what the protocol says.</summary>
    public static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.DictionaryKeyPolicy = JsonNamingPolicy.CamelCase;
        options.NumberHandling = JsonNumberHandling.Strict;
        // Russian text as itself: \u escapes would triple every chat message.
        options.Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.Converters.Add(new InstantJsonConverter());
        options.Converters.Add(new TextJsonConverter());
        return options;
    }
}

/// <summary>Ids as plain strings.</summary>
/// <typeparam name="TId">The id type.</typeparam>
public sealed class IdJsonConverter<TId> : JsonConverter<TId> where TId : struct, IId<TId>
{
    /// <inheritdoc />
    public override TId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.TokenType == JsonTokenType.String ? TextJsonConverter.TextOf(ref reader) : null;
        return IdText.IsId(text) ? TId.From(text) : throw new JsonException("An id is a string of 1 to 64 characters, not blank, without control characters.");
    }

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, TId value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(value.Value);
    }

    /// <inheritdoc />
    public override TId ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        TId.From(TextJsonConverter.TextOf(ref reader));

    /// <inheritdoc />
    public override void WriteAsPropertyName(Utf8JsonWriter writer, TId value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WritePropertyName(value.Value);
    }
}

/// <summary>Command ids as UUID strings.</summary>
public sealed class CommandIdJsonConverter : JsonConverter<CommandId>
{
    /// <inheritdoc />
    public override CommandId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && reader.TryGetGuid(out var value)
            ? new CommandId(value)
            : throw new JsonException("commandId is a UUID.");

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, CommandId value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(value.Value);
    }
}

/// <summary>Instants as <c>2026-11-23T09:05:00.123Z</c>.</summary>
public sealed class InstantJsonConverter : JsonConverter<DateTimeOffset>
{
    /// <summary>Bytes of an instant on the wire.</summary>
    public const int Length = 24;

    /// <inheritdoc />
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        TryRead(ref reader, out var instant) ? instant : throw new JsonException("An instant is ISO 8601 with its offset: 2026-11-23T09:05:00.123Z.");

    /// <summary>Reads an instant. A time without an offset is none: it would be another instant on each machine.</summary>
    /// <param name="reader">Stands at any value.</param>
    /// <param name="instant">The instant in UTC.</param>
    /// <returns>Whether an instant stands there.</returns>
    public static bool TryRead(ref Utf8JsonReader reader, out DateTimeOffset instant)
    {
        instant = default;
        if (reader.TokenType != JsonTokenType.String || !HasOffset(TextJsonConverter.TextOf(ref reader)) || !reader.TryGetDateTimeOffset(out var read))
            return false;
        instant = read.ToUniversalTime();
        return true;
    }

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        Span<byte> text = stackalloc byte[Length];
        Format(value, text);
        writer.WriteStringValue(text);
    }

    /// <summary>Writes an instant as UTF-8.</summary>
    /// <param name="value">The instant.</param>
    /// <param name="text">Where to: <see cref="Length"/> bytes.</param>
    public static void Format(DateTimeOffset value, Span<byte> text) =>
        value.UtcDateTime.TryFormat(text, out _, Instants.Form, CultureInfo.InvariantCulture);

    private static bool HasOffset(string text) => text.IndexOf('T', StringComparison.Ordinal) is > 0 and var time && text.AsSpan(time).IndexOfAny('Z', '+', '-') > 0;
}

/// <summary>Enums by their camelCase name only; numbers are refused.</summary>
/// <typeparam name="TEnum">The enum.</typeparam>
public sealed class CamelCaseEnumConverter<TEnum>() : JsonStringEnumConverter<TEnum>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where TEnum : struct, Enum;

/// <summary>JSON that is ready already: written as it stands, so that one event is serialized once, not once per connection.</summary>
public sealed class RawJsonConverter : JsonConverter<byte[]>
{
    /// <inheritdoc />
    public override byte[] Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        // As it came: written anew, Russian letters would be escaped and take three times the room.
        return Encoding.UTF8.GetBytes(document.RootElement.GetRawText());
    }

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, byte[] value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteRawValue(value, skipInputValidation: true);
    }
}
