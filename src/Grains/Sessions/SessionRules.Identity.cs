using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>How far it is settled who calls: <see cref="IdentityLevels"/> say what that allows.</summary>
internal static partial class SessionRules
{
    /// <summary>How far it is settled who calls in this session; it follows from what happened there.</summary>
    public static IdentityLevel IdentityOf(SessionState state)
    {
        var isIdentified = state.Identified is { } identified && (state.Patient is null || state.Patient.PatientId == identified);
        if (state.Mode == SessionMode.Phone)
            return state.IsOwnNumber ? IdentityLevel.Identified : isIdentified ? IdentityLevel.AdditionallyIdentified : IdentityLevel.None;
        return isIdentified ? IdentityLevel.Identified : state.Owner.Kind == CallerKind.Account ? IdentityLevel.CodeConfirmed : IdentityLevel.None;
    }

    /// <summary>Why this can't be done for the caller yet; null when it can.</summary>
    public static Refusal? RefuseUnknown(SessionState state, CallerAct act) =>
        IdentityLevels.Allow(IdentityOf(state), act) ? null : Refusal.IdentityRequired;
}
