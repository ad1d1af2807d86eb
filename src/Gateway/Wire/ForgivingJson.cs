using System.Text.Json;
using System.Text.Json.Serialization;
using Medzdrav.Contracts;

namespace Medzdrav.Gateway;

/// <summary>Reads ids, enums and instants of hub calls so that a malformed one becomes a refusal (<see cref="DoorCheck"/>), not a broken call: a bad id has no value, a bad enum none that is defined, a bad instant is the default.</summary>
internal sealed class ForgivingJson : JsonConverterFactory
{
    /// <inheritdoc />
    public override bool CanConvert(Type typeToConvert) =>
        typeToConvert == typeof(CommandId) || typeToConvert == typeof(DateTimeOffset) || typeToConvert.IsEnum || Array.Exists(typeToConvert.GetInterfaces(), IsId);

    /// <inheritdoc />
    public override JsonConverter? CreateConverter(Type typeToConvert, JsonSerializerOptions options)
    {
        if (typeToConvert == typeof(CommandId))
            return new CommandIdConverter();
        if (typeToConvert == typeof(DateTimeOffset))
            return new InstantConverter();
        var converter = typeToConvert.IsEnum ? typeof(EnumConverter<>) : typeof(IdConverter<>);
        return (JsonConverter?)Activator.CreateInstance(converter.MakeGenericType(typeToConvert));
    }

    private static bool IsId(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IId<>);

    /// <summary>The text, or null after skipping whatever else stands there.</summary>
    private static string? Text(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String)
            return TextJsonConverter.TextOf(ref reader);
        reader.Skip();
        return null;
    }

    private sealed class IdConverter<TId> : JsonConverter<TId> where TId : struct, IId<TId>
    {
        public override bool HandleNull => true;

        public override TId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Text(ref reader) is var text && IdText.IsId(text) ? TId.From(text) : default;

        public override void Write(Utf8JsonWriter writer, TId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
    }

    private sealed class CommandIdConverter : JsonConverter<CommandId>
    {
        public override bool HandleNull => true;

        public override CommandId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Guid.TryParseExact(Text(ref reader), "D", out var value) ? new CommandId(value) : default;

        public override void Write(Utf8JsonWriter writer, CommandId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
    }

    private sealed class InstantConverter : JsonConverter<DateTimeOffset>
    {
        private static readonly InstantJsonConverter Wire = new();

        public override bool HandleNull => true;

        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (InstantJsonConverter.TryRead(ref reader, out var instant))
                return instant;
            reader.Skip();
            return default;
        }

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => Wire.Write(writer, value, options);
    }

    private sealed class EnumConverter<TEnum> : JsonConverter<TEnum> where TEnum : struct, Enum
    {
        private static readonly TEnum Unknown = (TEnum)Enum.ToObject(typeof(TEnum), -1);
        private static readonly Dictionary<string, TEnum> Values = Enum.GetValues<TEnum>().ToDictionary(Name, StringComparer.Ordinal);
        private static readonly Dictionary<TEnum, string> Names = Values.ToDictionary(pair => pair.Value, pair => pair.Key);

        public override bool HandleNull => true;

        public override TEnum Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Text(ref reader) is { } text && Values.TryGetValue(text, out var value) ? value : Unknown;

        public override void Write(Utf8JsonWriter writer, TEnum value, JsonSerializerOptions options) => writer.WriteStringValue(Names[value]);

        private static string Name(TEnum value) => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
    }
}
