using System.Text.Json;
using System.Text.Json.Serialization;

namespace Medzdrav.Gateway;

/// <summary>The request that <see cref="SessionHub.ConfirmConsent"/> takes. A plain text stands for the version alone.</summary>
/// <param name="TextVersion">The version that was read.</param>
/// <param name="Representative">The name of a child's representative, where the session's view names nobody; null otherwise.</param>
[JsonConverter(typeof(ConsentAnswerJson))]
public sealed record ConsentAnswer(string? TextVersion, string? Representative) : IWellFormed
{
    bool IWellFormed.IsWellFormed => Texts.IsShort(TextVersion) && Representative is not { Length: > Texts.MaxShortLength };
}

/// <summary>Reads a confirmation in its two shapes.</summary>
internal sealed class ConsentAnswerJson : JsonConverter<ConsentAnswer>
{
    /// <inheritdoc />
    public override ConsentAnswer? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            return new ConsentAnswer(JsonSerializer.Deserialize<string>(ref reader, options), null);
        return JsonSerializer.Deserialize<Parts>(ref reader, options) is { } parts ? new ConsentAnswer(parts.TextVersion, parts.Representative) : null;
    }

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, ConsentAnswer value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(value);
        JsonSerializer.Serialize(writer, new Parts(value.TextVersion, value.Representative), options);
    }

    private sealed record Parts(string? TextVersion, string? Representative);
}
