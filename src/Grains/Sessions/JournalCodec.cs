using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>How a commit's events stand in the journal: UTF-8 JSON with explicit kinds and a schema number.</summary>
internal static class JournalCodec
{
    /// <summary>The schema number that this program writes. A higher number in a journal means: a newer program wrote it, leave it alone. 2 knows signing in, identifying and withdrawing; 3 calls and connection checks; 4 waits as one value; 5 commands that changed nothing; 6 another number to sign in by; 7 calls by phone; 8 documents; 9 bookings; 10 ratings and waiting with the page put aside; 11 supervisors; 12 raised sessions put back.</summary>
    public const int Schema = 12;

    /// <summary>Encodes the events of one commit.</summary>
    public static byte[] Encode(IReadOnlyList<SessionEvent> events)
    {
        var stored = new StoredEvent[events.Count];
        for (var i = 0; i < stored.Length; i++)
            stored[i] = new StoredEvent(events[i].By, events[i].Fact);
        return JsonSerializer.SerializeToUtf8Bytes(new StoredPayload(Schema, events[0].At, stored), JournalFormat.Json.StoredPayload);
    }

    /// <summary>Decodes a commit's events.</summary>
    /// <exception cref="JournalTooNewException">A newer program wrote it.</exception>
    public static IEnumerable<SessionEvent> Decode(StoredCommit commit)
    {
        var header = JsonSerializer.Deserialize(commit.Payload.Span, JournalFormat.Json.StoredHeader);
        if (header is not { Schema: > 0 and <= Schema })
            throw new JournalTooNewException($"Commit {commit.FirstSequence} has schema {header?.Schema}, this program reads up to {Schema}.");
        var bytes = FormerWaits.AreIn(header.Schema, commit.Payload.Span) ? FormerWaits.Lift(commit.Payload.Span) : commit.Payload;
        var payload = JsonSerializer.Deserialize(bytes.Span, JournalFormat.Json.StoredPayload)!;
        return payload.Events.Select((stored, i) => new SessionEvent(commit.FirstSequence + i, payload.At, stored.By, stored.Fact));
    }
}

/// <summary>A newer program wrote this session: it takes no commands here.</summary>
internal sealed class JournalTooNewException(string message) : Exception(message);

internal sealed record StoredHeader(int Schema);

internal sealed record StoredPayload(int Schema, DateTimeOffset At, StoredEvent[] Events);

internal sealed record StoredEvent(ParticipantId By, SessionFact Fact);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowOutOfOrderMetadataProperties = true)]
[JsonSerializable(typeof(StoredHeader))]
[JsonSerializable(typeof(StoredPayload))]
[JsonSerializable(typeof(LegTerms))]
internal sealed partial class JournalJson : JsonSerializerContext;

internal static class JournalFormat
{
    /// <summary>Russian text as itself: escaped, it would take three times the room.</summary>
    public static readonly JournalJson Json = new(new JsonSerializerOptions(JournalJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
