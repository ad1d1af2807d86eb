using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>Documents in a session (S3.8): whoever treats may ask for them, and a doctor is not called before one is there.</summary>
internal static partial class SessionRules
{
    /// <summary>The most documents that one message refers to.</summary>
    private const int MaxDocumentsOfMessage = 10;

    /// <summary>The person added a document, here or in the Medcard: everybody present hears of it, once.</summary>
    public static Decision AddDocument(SessionState state, PatientId patient, DocumentView document) =>
        state.IsOpen && state.Patient?.PatientId == patient && RefuseUnknown(state, CallerAct.AddDocuments) is null && !state.Documents.Contains(document.DocumentId)
            ? Decision.Of(ParticipantId.Patient, new DocumentAdded(document.DocumentId, document.Name, document.Kind))
            : Decision.Nothing;

    /// <summary>The specialist who is with the patient says which documents are needed.</summary>
    /// <param name="state">The session.</param>
    /// <param name="caller">The specialist.</param>
    /// <param name="what">Which documents.</param>
    /// <param name="now">The instant.</param>
    /// <param name="link">The message with the link, where the patient is on the phone; null without a number to send it to.</param>
    public static Decision AskForDocuments(SessionState state, Caller caller, string what, DateTimeOffset now = default, Notice? link = null)
    {
        if (RefuseSpecialist(state, caller, out var by) is { } refusal)
            return refusal;
        if (state.Patient is null)
            return Refusal.PatientRequired;
        if (RefuseUnknown(state, CallerAct.AddDocuments) is { } unknown)
            return unknown;
        if (TypedText.IsBlank(what) || TooLong(what))
            return Refusal.Invalid;
        var asked = what.Trim();
        if (state.Mode == SessionMode.Phone)
            return SendDocumentsLink(state, by, asked, link, now);
        return state.DocumentsAwaited == asked ? Decision.Nothing : Decision.Of(by, new DocumentsAsked(asked));
    }

    /// <summary>The specialist goes on without the documents that were asked for.</summary>
    public static Decision WaiveDocuments(SessionState state, Caller caller, string reason)
    {
        if (RefuseSpecialist(state, caller, out var by) is { } refusal)
            return refusal;
        if (TypedText.IsBlank(reason) || TooLong(reason))
            return Refusal.Invalid;
        return state.DocumentsAwaited is null ? Decision.Nothing : Decision.Of(by, new DocumentsWaived(reason.Trim()));
    }

    /// <summary>Why a message may not refer to these documents; null when it is settled who calls, and each of them is the patient's.</summary>
    private static Refusal? RefuseDocuments(SessionState state, string[] asked, IReadOnlyCollection<DocumentId> known) =>
        state.Patient is null || asked.Length > MaxDocumentsOfMessage || asked.Distinct().Count() != asked.Length || !Array.TrueForAll(asked, id => known.Contains(new DocumentId(id)))
            ? Refusal.Invalid
            : RefuseUnknown(state, CallerAct.AddDocuments);

    private static Refusal? RefuseSpecialist(SessionState state, Caller caller, out ParticipantId by)
    {
        if (Refuse(state, caller, out by) is { } refusal)
            return refusal;
        return by == ParticipantId.Patient ? Refusal.WrongRole : state.Leg is null ? Refusal.WrongPhase : null;
    }
}
