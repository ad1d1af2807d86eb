using System.Text.Json;
using System.Text.Json.Serialization;

namespace Medzdrav.Tests.Load;

/// <summary>A run as a file for programs: settings, totals, percentiles, violations, series.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = true)]
[JsonSerializable(typeof(RunOutcome))]
internal sealed partial class JsonReport : JsonSerializerContext
{
    public static string Write(RunOutcome outcome) => JsonSerializer.Serialize(outcome, Default.RunOutcome);

    public static RunOutcome Read(string json) => JsonSerializer.Deserialize(json, Default.RunOutcome) ?? throw new JsonException("The file holds no run.");
}
