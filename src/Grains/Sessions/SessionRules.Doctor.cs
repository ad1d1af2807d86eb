using Medzdrav.Contracts;

namespace Medzdrav.Grains;

internal static partial class SessionRules
{
    /// <summary>The version of a conclusion that was saved once.</summary>
    public const long FirstVersion = 1;

    /// <summary>The doctor ends the consultation; the patient returns to a consultant (S3.5).</summary>
    public static Decision EndConsultation(SessionState state, Caller caller, DateTimeOffset now, LimitOptions limits)
    {
        if (Refuse(state, caller, out var by) is { } refusal)
            return refusal;
        if (by != state.Leg?.Participant || state.Leg.Staff.Role != ParticipantRole.Doctor)
            return Refusal.WrongRole;
        if (state.Participants.Find(ParticipantId.Patient)?.AwaySince is { } since && now < since + limits.DoctorMayEndAfter)
            return Refusal.EarlierThan(limits.DoctorMayEndAfter);
        return Decision.Of(by, new LegEnded(LegEndReason.Ended), Return(state, now, limits));
    }

    /// <summary>Whether the doctor may save this text, from the leg's start on, also when the session is closed already (S3.6); null when so. A signed conclusion is found out where it is stored.</summary>
    public static Refusal? RefuseDraft(SessionState state, Caller caller, ConclusionId? conclusion, ConclusionText? text)
    {
        if (Own(state, caller, conclusion) is null)
            return Refusal.NotFound;
        return text is not null && Conclusions.Fits(text) ? null : Refusal.Invalid;
    }

    /// <summary>Whether a save changes a draft beside the journal; otherwise it begins the conclusion, or repeats the save that did.</summary>
    /// <param name="state">The session.</param>
    /// <param name="caller">The doctor.</param>
    /// <param name="conclusion">Which of the doctor's conclusions; null for the last.</param>
    /// <param name="first">The answer that the command was given before; null when it never came.</param>
    public static bool SavesDraft(SessionState state, Caller caller, ConclusionId? conclusion, Answer? first) => first is { } known
        ? known is { Kind: CommandKind.SaveConclusion, IsStored: false }
        : Own(state, caller, conclusion) is { IsBegun: true };

    /// <summary>Whether the repeat of a first save is another command, where the journal has no digest of the first: while the first version is what a signature would seal, its text is no other.</summary>
    public static Refusal? RefuseFirstSave(ConclusionView? stored, ConclusionText text) =>
        stored is { Version: FirstVersion } && stored.Text != text ? Refusal.CommandReused : null;

    /// <summary>Whether the repeat of a signature names another version than the one that was signed.</summary>
    public static Refusal? RefuseSignature(ConclusionView? signed, long? version) =>
        version is { } seen && signed is not null && seen != signed.Version ? Refusal.CommandReused : null;

    /// <summary>The consultation of which these events began, signed or corrected the conclusion; null where they did none of it.</summary>
    public static Consulted? ConsultationOf(SessionState state, IReadOnlyList<SessionEvent> made) => made[0].Fact switch
    {
        ConclusionSaved saved => ConsultationOf(state, saved.ConclusionId),
        ConclusionSigned signed => ConsultationOf(state, signed.ConclusionId),
        ConclusionCorrected corrected => ConsultationOf(state, corrected.ConclusionId),
        _ => null,
    };

    /// <summary>The consultation of a conclusion; null where the session has none.</summary>
    public static Consulted? ConsultationOf(SessionState state, ConclusionId conclusion) =>
        state.Consultations.FirstOrDefault(consulted => consulted.Conclusion == conclusion);

    /// <summary>The doctor begins the conclusion: its first version is stored with an event. A conclusion that is begun already is none of the session's business until it is signed.</summary>
    public static Decision BeginConclusion(SessionState state, Caller caller, ConclusionId? conclusion, ConclusionText text, long? basedOn, DateTimeOffset now)
    {
        if (RefuseDraft(state, caller, conclusion, text) is { } refusal)
            return refusal;
        var consulted = Own(state, caller, conclusion)!;
        if (consulted.Signed)
            return Refusal.AlreadySigned;
        if (consulted.IsBegun)
            return Decision.Nothing;
        if (basedOn > 0)
            return Refusal.ConclusionChanged;
        return Decision
            .Of(ParticipantId.Of(consulted.Doctor.StaffId), new ConclusionSaved(consulted.Conclusion, Asked.Save(conclusion, text, basedOn).Argument))
            .Storing(new ConclusionBegun(consulted.Doctor.StaffId, Conclusion(state, consulted, text, now, FirstVersion)));
    }

    /// <summary>The doctor signs what is stored, if it is what the doctor saw.</summary>
    /// <param name="state">The session.</param>
    /// <param name="caller">The doctor.</param>
    /// <param name="conclusion">Which of the doctor's conclusions; null for the last.</param>
    /// <param name="stored">The conclusion as it is stored; null when never begun.</param>
    /// <param name="version">The version that the doctor saw; null for whatever is stored.</param>
    /// <param name="now">The instant.</param>
    public static Decision SignConclusion(SessionState state, Caller caller, ConclusionId? conclusion, ConclusionView? stored, long? version, DateTimeOffset now)
    {
        if (Own(state, caller, conclusion) is not { } consulted)
            return Refusal.NotFound;
        if (consulted.Signed)
            return Refusal.AlreadySigned;
        if (version is { } seen && seen != (stored?.Version ?? 0))
            return Refusal.ConclusionChanged;
        if (stored is null || !Conclusions.IsComplete(stored.Text))
            return Refusal.ConclusionIncomplete;
        var signed = Conclusions.Signed(stored, edition: 1, now);
        return Decision
            .Of(ParticipantId.Of(consulted.Doctor.StaffId), new ConclusionSigned(consulted.Conclusion, signed.TextHash))
            .Storing(new ConclusionSealed(consulted.Doctor.StaffId, consulted.Conclusion, stored.Version, signed.SignedAt!.Value, signed.TextHash!));
    }

    /// <summary>The doctor corrects what is signed: the whole text is signed as the next edition. The author may, however long ago it was: an error that is found late has to be told, too, and nothing of what stood before is lost.</summary>
    /// <param name="state">The session.</param>
    /// <param name="caller">The doctor.</param>
    /// <param name="conclusion">Which of the doctor's conclusions; null for the last.</param>
    /// <param name="stored">The conclusion as it is stored; null when never begun.</param>
    /// <param name="text">All of the corrected text.</param>
    /// <param name="basedOn">The version that it follows; null for whatever is stored.</param>
    /// <param name="now">The instant.</param>
    public static Decision CorrectConclusion(SessionState state, Caller caller, ConclusionId? conclusion, ConclusionView? stored, ConclusionText text, long? basedOn, DateTimeOffset now)
    {
        if (RefuseDraft(state, caller, conclusion, text) is { } refusal)
            return refusal;
        var consulted = Own(state, caller, conclusion)!;
        if (stored is not { SignedAt: not null } || !consulted.Signed)
            return Refusal.NotSigned;
        if (basedOn is { } seen && seen != stored.Version)
            return Refusal.ConclusionChanged;
        if (!Conclusions.IsComplete(text))
            return Refusal.ConclusionIncomplete;
        if (text == stored.Text)
            return Refusal.NothingCorrected;
        var corrected = Conclusions.Signed(stored with { Text = text, Version = stored.Version + 1, SavedAt = now }, stored.Edition + 1, now);
        return Decision
            .Of(ParticipantId.Of(consulted.Doctor.StaffId), new ConclusionCorrected(consulted.Conclusion, corrected.Edition, corrected.TextHash!, Asked.Correct(conclusion, text, basedOn).Argument!))
            .Storing(new ConclusionReplaced(consulted.Doctor.StaffId, stored.Version, corrected));
    }

    /// <summary>The caller's consultation in this session: the one with that conclusion, or the last; null for anybody else's.</summary>
    public static Consulted? Own(SessionState state, Caller caller, ConclusionId? conclusion = null) =>
        caller.Staff is { } staff
            ? state.Consultations.LastOrDefault(consulted => consulted.Doctor.StaffId == staff && (conclusion is null || consulted.Conclusion == conclusion))
            : null;

    /// <summary>A draft about a consultation of this session.</summary>
    public static ConclusionView Conclusion(SessionState state, Consulted consulted, ConclusionText text, DateTimeOffset? savedAt, long version)
    {
        // No doctor's leg begins before the person is chosen.
        var patient = state.Patient!;
        return new ConclusionView(
            consulted.Conclusion, state.Id, patient.PatientId, patient.Name, patient.BirthDate,
            consulted.Doctor.Name, consulted.Doctor.Queue, consulted.StartedAt, text, savedAt, SignedAt: null, version);
    }
}
