using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Medzdrav.Grains;

namespace Medzdrav.Silo;

/// <summary>How a notice's course over devices stands in its row: all of it as JSON in one column.</summary>
internal static class PushColumn
{
    /// <summary>Russian texts as themselves.</summary>
    private static readonly PushJson Json = new(new JsonSerializerOptions(PushJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public static string? Write(PushCourse? course) => course is null ? null : JsonSerializer.Serialize(course, Json.PushCourse);

    public static PushCourse? Read(string? stored) => stored is null ? null : JsonSerializer.Deserialize(stored, Json.PushCourse);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(PushCourse))]
internal sealed partial class PushJson : JsonSerializerContext;
