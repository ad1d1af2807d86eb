using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>The consent inside a session (S2.3).</summary>
internal static partial class SessionRules
{
    private const int MaxNameCharacters = 200;

    /// <summary>The patient's side confirms the consent that was sent.</summary>
    /// <param name="state">The session.</param>
    /// <param name="caller">The patient's side, signed in.</param>
    /// <param name="text">The text that is sent now.</param>
    /// <param name="textVersion">The version that the caller read.</param>
    /// <param name="now">The instant.</param>
    /// <param name="signer">The representative's name and the connection, as far as they are known.</param>
    public static Decision ConfirmConsent(SessionState state, Caller caller, ConsentText text, string textVersion, DateTimeOffset now, ConsentSigner? signer = null)
    {
        if (Refuse(state, caller, out var by) is { } refusal)
            return refusal;
        if (by != ParticipantId.Patient || caller.Account is not { } account)
            return Refusal.WrongRole;
        if (state.ConsentConfirmed is { } confirmed && confirmed == textVersion)
            return Decision.Nothing;
        if (state.ConsentRequested is null || state.Patient is not { } patient)
            return Refusal.WrongPhase;
        if (textVersion != state.ConsentRequested || textVersion != text.Version)
            return Refusal.WrongConsentVersion;
        if (RefuseUnknown(state, CallerAct.Consent) is { } unknown)
            return unknown;
        if ((patient.ConsentBy ?? NameOf(signer?.Representative)) is not { } name)
            return Refusal.RepresentativeRequired;
        return Decision.Of(by, new ConsentConfirmed(text.Version, text.Hash)).Storing(
            new ConsentGiven(patient.PatientId, text.Version, text.Hash, name, account, now, text.Insurer, new ConsentProof(state.Id, IdentityOf(state), signer?.Address, signer?.Host)));
    }

    /// <summary>A text that was sent and then changed can't be confirmed any more: the one that is sent now takes its place.</summary>
    public static Decision RenewConsent(SessionState state, string textVersion) =>
        state.IsOpen && state.ConsentRequested is { } sent && sent != textVersion ? Decision.Of(ParticipantId.System, new ConsentRequested(textVersion)) : Decision.Nothing;

    /// <summary>A surname and a name at the least; null for anything else.</summary>
    private static string? NameOf(string? typed) =>
        typed is { Length: <= MaxNameCharacters } && string.Join(' ', typed.Split(' ', StringSplitOptions.RemoveEmptyEntries)) is var name && name.Split(' ').Count(word => word.Count(char.IsLetter) > 1) > 1 ? name : null;
}
