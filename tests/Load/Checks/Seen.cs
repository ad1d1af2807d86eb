using System.Text.Json;
using Medzdrav.Contracts;

namespace Medzdrav.Tests.Load;

/// <summary>Events' data as clients read it.</summary>
internal static class Seen
{
    /// <summary>The data.</summary>
    public static T Read<T>(this SessionEventView happened) => JsonSerializer.Deserialize<T>(happened.Data, WireJson.Options)!;

    /// <summary>A message's text; null for all else.</summary>
    public static string? Text(this SessionEventView happened) => happened.Kind == "message" ? happened.Read<MessageSeen>().Text : null;
}

internal sealed record MessageSeen(string Text);

internal sealed record OpenedSeen(SessionMode Mode);

internal sealed record StaffSeen(ParticipantId ParticipantId);

internal sealed record LegStartedSeen(LegKind Kind, StaffSeen Staff, DateTimeOffset? EndsAt);

internal sealed record LegEndedSeen(LegEndReason Reason);

internal sealed record QueuedSeen(QueueKind For);

internal sealed record ConsentRequestedSeen(string TextVersion);

internal sealed record DroppedSeen(ParticipantId ParticipantId, DateTimeOffset Since);

internal sealed record LimitWarningSeen(int SecondsLeft);

internal sealed record ClosedSeen(CloseReason Reason);
