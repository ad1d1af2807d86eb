using Orleans.Metadata;

namespace Medzdrav.Contracts;

/// <summary>The patient's decisions in a session.</summary>
[Alias("ISessionPatient"), DefaultGrainType("session")]
public interface ISessionPatient : IGrainWithStringKey
{
    /// <summary>Settles who of the account needs help. Intake only; by the patient or the consultant, who may correct it.</summary>
    /// <returns>The view, or refused: notFound, wrongPhase, patientAlreadyChosen, alreadyOpen, closed.</returns>
    [Alias("ChoosePatient")] Task<Reply<SessionView>> ChoosePatient(CommandId command, Caller caller, PatientId patient);

    /// <summary>Confirms the consent that the consultant sent (S2.3). Only the patient's side may. Where the text was changed since it was sent, the new one is sent in its place.</summary>
    /// <returns>The view, or refused: notFound, wrongPhase, wrongRole, wrongConsentVersion, representativeRequired, identityRequired, closed.</returns>
    [Alias("ConfirmConsent")] Task<Reply<SessionView>> ConfirmConsent(CommandId command, Caller caller, string textVersion, ConsentSigner? signer = null);

    /// <summary>Does not agree to the consent that the consultant sent (S2.3). Only the patient's side may; the consent may still be confirmed.</summary>
    /// <returns>The view, or refused: notFound, wrongPhase, wrongRole, wrongConsentVersion, closed.</returns>
    [Alias("DeclineConsent")] Task<Reply<SessionView>> DeclineConsent(CommandId command, Caller caller, string textVersion);

    /// <summary>Changes the way of talking.</summary>
    /// <returns>The view, or refused: notFound, invalid, noRoomForCall (the specialist is with others, too), closed.</returns>
    [Alias("ChangeMode")] Task<Reply<SessionView>> ChangeMode(CommandId command, Caller caller, SessionMode mode);

    /// <summary>Leaves: in a queue it cancels, in a consultation it ends the leg and returns to a consultant, in intake and follow-up it closes.</summary>
    /// <returns>The view, or refused: notFound, wrongRole, closed.</returns>
    [Alias("Leave")] Task<Reply<SessionView>> Leave(CommandId command, Caller caller);

    /// <summary>Rates the session once, after its end. Staff are not told.</summary>
    /// <param name="command">The tap.</param>
    /// <param name="caller">The patient's side.</param>
    /// <param name="stars">1 to 5.</param>
    /// <param name="comment">The patient's words, at most 1,000 characters, or null.</param>
    /// <returns>The view, or refused: notFound, wrongRole, invalid, wrongPhase (it is open, or nobody answered), alreadyRated, ratingOver.</returns>
    [Alias("Rate")] Task<Reply<SessionView>> Rate(CommandId command, Caller caller, int stars, string? comment);
}
