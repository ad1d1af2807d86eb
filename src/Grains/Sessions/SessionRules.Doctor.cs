using Medzdrav.Contracts;

namespace Medzdrav.Grains;

public static partial class SessionRules
{
    /// <summary>The doctor ends the consultation; the patient returns to a consultant (S3.5).</summary>
    public static Decision EndConsultation(SessionState state, Caller caller, DateTimeOffset now, LimitOptions limits)
    {
        if (Participant(state, caller) is not { } by)
            return Refusal.NotFound;
        if (!state.IsOpen)
            return Refusal.Closed;
        if (by != state.Leg?.Participant || state.Leg.Staff.Role != ParticipantRole.Doctor)
            return Refusal.WrongRole;
        if (state.Participants.Find(ParticipantId.Patient)?.AwaySince is { } since && now < since + limits.DoctorMayEndAfter)
            return Refusal.EarlierThan(limits.DoctorMayEndAfter);
        return Decision.Of(by, new LegEnded(LegEndReason.Ended), Return(state, now, limits));
    }

    /// <summary>The doctor saves the conclusion; from the leg's start until signed, also when the session is closed already (S3.6).</summary>
    public static Decision SaveConclusion(SessionState state, Caller caller, ConclusionText? text, DateTimeOffset now)
    {
        if (Own(state, caller) is not { } consulted)
            return Refusal.NotFound;
        if (consulted.Signed)
            return Refusal.AlreadySigned;
        if (text is null || !Conclusions.Fits(text))
            return Refusal.Invalid;
        return Decision
            .Of(ParticipantId.Of(consulted.Doctor.StaffId), new ConclusionSaved(consulted.Conclusion))
            .Storing(new ConclusionWritten(consulted.Doctor.StaffId, Conclusion(state, consulted, text, now, signedAt: null)));
    }

    /// <summary>The doctor signs what is stored.</summary>
    public static Decision SignConclusion(SessionState state, Caller caller, ConclusionView? stored, DateTimeOffset now)
    {
        if (Own(state, caller) is not { } consulted)
            return Refusal.NotFound;
        if (consulted.Signed)
            return Refusal.AlreadySigned;
        if (stored is null || !Conclusions.IsComplete(stored.Text))
            return Refusal.ConclusionIncomplete;
        return Decision
            .Of(ParticipantId.Of(consulted.Doctor.StaffId), new ConclusionSigned(consulted.Conclusion))
            .Storing(new ConclusionWritten(consulted.Doctor.StaffId, stored with { SavedAt = now, SignedAt = now }));
    }

    /// <summary>The caller's consultation in this session; null for anybody else. A doctor treats a session's patient once.</summary>
    public static Consulted? Own(SessionState state, Caller caller) =>
        caller.Staff is { } staff ? state.Consultations.LastOrDefault(consulted => consulted.Doctor.StaffId == staff) : null;

    /// <summary>A conclusion about a consultation of this session.</summary>
    public static ConclusionView Conclusion(SessionState state, Consulted consulted, ConclusionText text, DateTimeOffset? savedAt, DateTimeOffset? signedAt)
    {
        // No doctor's leg begins before the person is chosen.
        var patient = state.Patient!;
        return new ConclusionView(
            consulted.Conclusion, state.Id, patient.PatientId, patient.Name, patient.BirthDate,
            consulted.Doctor.Name, consulted.Doctor.Queue, consulted.StartedAt, text, savedAt, signedAt);
    }
}
