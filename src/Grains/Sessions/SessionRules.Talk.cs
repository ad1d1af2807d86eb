using Medzdrav.Contracts;

namespace Medzdrav.Grains;

internal static partial class SessionRules
{
    /// <summary>A chat message, by anybody present (S3.7).</summary>
    public static Decision SendMessage(SessionState state, Caller caller, string? text, string[] documentIds, LimitOptions limits, IReadOnlyCollection<DocumentId>? known = null)
    {
        if (Refuse(state, caller, out var by) is { } refusal)
            return refusal;
        // A document speaks for itself.
        if (TypedText.IsBlank(text) && (documentIds is [] || text is null))
            return Refusal.MessageEmpty;
        if (text.Length > limits.MessageCharacters)
            return Refusal.MessageLongerThan(limits.MessageCharacters);
        if (documentIds is not [] && RefuseDocuments(state, documentIds, known ?? []) is { } barred)
            return barred;
        return state.Messages >= limits.Messages || state.Bytes + SessionState.BytesOf(text) > limits.SessionBytes
            ? Refusal.TooManyMessages
            : Decision.Of(by, new Message(text, documentIds));
    }

    /// <summary>A participant has seen everything up to a sequence. Says nothing where no message is newly read: marks must not answer marks for ever.</summary>
    public static Decision MarkRead(SessionState state, Caller caller, long upTo)
    {
        if (RefuseMark(state, caller, upTo, out var by) is { } refusal)
            return refusal;
        var before = state.ReadUpTo.GetValueOrDefault(by);
        // A supervisor's look tells nobody that their words were read.
        return state.IsOpen && !LooksOn(state, by) && upTo > before && state.LastMessage > before ? Decision.Of(by, new Read(upTo)) : Decision.Nothing;
    }

    /// <summary>Why this caller cannot have read so far; null when they can.</summary>
    public static Refusal? RefuseMark(SessionState state, Caller caller, long upTo, out ParticipantId by) =>
        RefuseStranger(state, caller, out by) ?? (upTo < 1 || upTo > state.Sequence ? Refusal.Invalid : null);
}
