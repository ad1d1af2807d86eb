using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Medzdrav.Contracts;

namespace Medzdrav.Silo;

/// <summary>How a wait stands in the session's row: all of it as JSON in one column.</summary>
internal static class WaitColumn
{
    /// <summary>Russian names as themselves.</summary>
    private static readonly WaitJson Json = new(new JsonSerializerOptions(WaitJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public static string? Write(Wait? wait) => wait is null ? null : JsonSerializer.Serialize(wait, Json.Wait);

    public static Wait Read(string stored) => JsonSerializer.Deserialize(stored, Json.Wait)!;
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Wait))]
internal sealed partial class WaitJson : JsonSerializerContext;
