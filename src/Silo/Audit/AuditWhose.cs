using System.Text.Json;
using Medzdrav.Contracts;

namespace Medzdrav.Silo;

/// <summary>How the persons of an audit entry stand in its column: their ids as a JSON array.</summary>
internal static class AuditWhose
{
    public static string Write(IEnumerable<PatientId> persons) => JsonSerializer.Serialize(persons.Select(person => person.Value));

    /// <summary>The persons' ids; none where nobody can read the column any more: its seal tells that it was changed.</summary>
    public static IReadOnlyList<string> Read(string? column)
    {
        try
        {
            return JsonSerializer.Deserialize<string[]>(column ?? "[]") ?? [];
        }
        catch (JsonException)
        {
            // The check of the chain names the entry.
            return [];
        }
    }
}
