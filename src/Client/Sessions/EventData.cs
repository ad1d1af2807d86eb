using System.Text.Json;
using Medzdrav.Contracts;

namespace Medzdrav.Client;

/// <summary>Reads what an event says. Kinds and their data are listed in <c>docs/protocol.md</c>, "Kinds of events"; what is not for the reader is missing.</summary>
public static class EventData
{
    /// <summary>The data of an event, in the shape that the protocol gives its kind.</summary>
    /// <typeparam name="T">A type of the app's own, or one of those below.</typeparam>
    public static T Read<T>(this SessionEventView happened)
    {
        ArgumentNullException.ThrowIfNull(happened);
        return JsonSerializer.Deserialize<T>(happened.Data, WireJson.Options)!;
    }

    /// <summary>The text of a chat message; null for events of other kinds.</summary>
    public static string? Text(this SessionEventView happened) => happened is { Kind: "message" } ? happened.Read<MessageSaid>().Text : null;
}

/// <summary>Of <c>message</c>.</summary>
/// <param name="Text">The message as it was said.</param>
/// <param name="DocumentIds">Documents it refers to.</param>
public sealed record MessageSaid(string Text, string[] DocumentIds);

/// <summary>Of <c>queued</c>.</summary>
/// <param name="For">The queue that it waits in; null where it waits for one specialist.</param>
/// <param name="Companion">The participant who stays meanwhile; null for nobody.</param>
/// <param name="Staff">The one specialist for whom it waits: a booked doctor; null otherwise.</param>
public sealed record WaitBegan(QueueKind? For, ParticipantId? Companion, ParticipantId? Staff = null);

/// <summary>Of <c>legStarted</c>.</summary>
/// <param name="Kind">Which leg.</param>
/// <param name="Staff">The specialist.</param>
/// <param name="StartedAt">When the clock started.</param>
/// <param name="EndsAt">When the limit is reached; null without one.</param>
/// <param name="CompanionUntil">How long the consultant who stayed may stay on; null where none did.</param>
public sealed record LegBegan(LegKind Kind, LegStaff Staff, DateTimeOffset StartedAt, DateTimeOffset? EndsAt, DateTimeOffset? CompanionUntil);

/// <summary>The specialist of a leg.</summary>
/// <param name="ParticipantId">The participant's id; events say it in <c>by</c>.</param>
/// <param name="Role">Consultant or doctor.</param>
/// <param name="Name">The name to show.</param>
/// <param name="Queue">The queue they answer; for a doctor also the specialty.</param>
public sealed record LegStaff(ParticipantId ParticipantId, ParticipantRole Role, string Name, QueueKind Queue);

/// <summary>Of <c>talkStarted</c>, in a session by phone.</summary>
/// <param name="StartedAt">When the clock started.</param>
/// <param name="EndsAt">When the limit is reached; null without one.</param>
public sealed record TalkBegan(DateTimeOffset StartedAt, DateTimeOffset? EndsAt);

/// <summary>Of <c>legEnded</c>.</summary>
/// <param name="Reason">Why.</param>
public sealed record LegOver(LegEndReason Reason);

/// <summary>Of <c>consentRequested</c>, <c>consentConfirmed</c> and <c>consentDeclined</c>.</summary>
/// <param name="TextVersion">Which version of the text.</param>
/// <param name="MaskedPhone">Of <c>consentRequested</c> by phone: the number, masked, to which the link to the text goes; null otherwise.</param>
public sealed record ConsentAbout(string TextVersion, string? MaskedPhone = null);

/// <summary>Of <c>closed</c>.</summary>
/// <param name="Reason">Why.</param>
/// <param name="ContinuedIn">The session that goes on instead, or null.</param>
public sealed record SessionOver(CloseReason Reason, SessionId? ContinuedIn);
