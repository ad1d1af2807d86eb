using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Medzdrav.Contracts;

namespace Medzdrav.Gateway;

/// <summary>The shapes that a signal may have. Source: <c>docs/protocol.md</c>, "Media"; W3C WebRTC, RTCSessionDescriptionInit and RTCIceCandidateInit.</summary>
internal static class SignalShape
{
    private static readonly string[] Types = ["offer", "answer", "pranswer", "rollback"];

    /// <summary>Whether it is <c>{callId, description}</c> or <c>{callId, candidate}</c>, and not too long.</summary>
    public static bool Fits([NotNullWhen(true)] SignalPayload? payload)
    {
        if (payload is null || payload.Json.Length > SignalPayload.MaxBytes)
            return false;
        using var document = JsonDocument.Parse(payload.Json);
        var signal = document.RootElement;
        return signal.ValueKind == JsonValueKind.Object
            && signal.TryGetProperty("callId", out var call) && call.ValueKind == JsonValueKind.String && IdText.IsId(call.GetString())
            && (signal.TryGetProperty("description", out var description) ? IsDescription(description) : signal.TryGetProperty("candidate", out var candidate) && IsCandidate(candidate));
    }

    private static bool IsDescription(JsonElement description) =>
        description.ValueKind == JsonValueKind.Object
        && description.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String && Types.Contains(type.GetString())
        && (!description.TryGetProperty("sdp", out var sdp) || sdp.ValueKind == JsonValueKind.String);

    /// <summary>The last candidate is none at all.</summary>
    private static bool IsCandidate(JsonElement candidate) =>
        candidate.ValueKind == JsonValueKind.Null
        || candidate.ValueKind == JsonValueKind.Object && candidate.TryGetProperty("candidate", out var text) && text.ValueKind == JsonValueKind.String;
}
