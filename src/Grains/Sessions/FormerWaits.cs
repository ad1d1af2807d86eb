using System.Text.Json;
using System.Text.Json.Nodes;
using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>How waits stood in journals before schema 4: as properties of the event itself, without terms, and without the time, which was the commit's.</summary>
internal static class FormerWaits
{
    private const int FirstWithWaits = 4;
    private static readonly TimeSpan UrgentLimit = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan[] UrgentWarnings = [TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(1)];

    /// <summary>Whether a payload has to be lifted.</summary>
    public static bool AreIn(int schema, ReadOnlySpan<byte> payload) => schema < FirstWithWaits && payload.IndexOf("\"queued\""u8) >= 0;

    /// <summary>The payload as this program reads it.</summary>
    public static ReadOnlyMemory<byte> Lift(ReadOnlySpan<byte> payload)
    {
        var root = JsonNode.Parse(payload)!;
        foreach (var stored in root["events"]!.AsArray())
            if (stored!["fact"] is JsonObject fact && fact["$kind"]?.GetValue<string>() == "queued")
                Lift(fact, root["at"]!);
        return JsonSerializer.SerializeToUtf8Bytes(root);
    }

    private static void Lift(JsonObject fact, JsonNode at)
    {
        var wait = new JsonObject
        {
            ["for"] = new JsonObject { ["queue"] = fact["for"]?.DeepClone() },
            ["since"] = at.DeepClone(),
            ["terms"] = JsonSerializer.SerializeToNode(TermsOf(fact["next"]?.GetValue<string>()), JournalFormat.Json.LegTerms),
        };
        foreach (var property in fact.Where(property => property.Key is not ("$kind" or "for")).ToArray())
        {
            fact.Remove(property.Key);
            wait[property.Key] = property.Value;
        }
        fact.Remove("for");
        fact["wait"] = wait;
    }

    private static LegTerms TermsOf(string? leg) => leg == "consultation" ? LegTerms.Urgent(UrgentLimit, UrgentWarnings) : LegTerms.Unlimited;
}
