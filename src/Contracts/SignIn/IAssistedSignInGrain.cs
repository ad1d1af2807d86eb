namespace Medzdrav.Contracts;

/// <summary>Signing a patient in with a consultant's help, within one session (S1.3, S2.2). Key: <see cref="SessionId"/>.</summary>
/// <remarks>A grain of its own: while people and policies are looked up, the session goes on talking.</remarks>
[Alias("IAssistedSignInGrain")]
public interface IAssistedSignInGrain : IGrainWithStringKey
{
    /// <summary>Sends a code to the phone that the patient told; the SMS provider is not waited for. Idempotent by command.</summary>
    /// <returns>Where it went, or refused: notFound, wrongRole, wrongPhase, identityRequired (by phone, before the additional identification), alreadySignedIn, invalidPhone, tooMany, closed.</returns>
    [Alias("SendCode")] Task<Reply<AssistedCodeSent>> SendCode(CommandId command, Caller consultant, string phone);

    /// <summary>Takes the code that the patient told: the session goes on as that person. Idempotent by command.</summary>
    /// <returns>The persons of that phone, or refused: notFound, wrongRole, wrongPhase, alreadySignedIn, invalidCode, wrongCode, codeExpired, closed.</returns>
    [Alias("Confirm")] Task<Reply<AssistedSignIn>> Confirm(CommandId command, Caller consultant, string code);

    /// <summary>Finds the person by policy number, full name and birth date (S2.2, S5.2) and puts it on record. Idempotent by command.</summary>
    /// <returns>The person, or refused: notFound, wrongRole, wrongPhase, invalid, personUnknown, insurerRequired, closed.</returns>
    [Alias("Identify")] Task<Reply<IdentifiedPerson>> Identify(CommandId command, Caller consultant, Identification identification);

    /// <summary>Gives an identified person without a phone this phone (S2.2): bound at once when it is the signed-in caller's own, else after its own code. Idempotent by command.</summary>
    /// <returns>The person and the code sent, or refused: as <see cref="Identify"/> and <see cref="SendCode"/>, phoneAlreadyKnown.</returns>
    [Alias("Register")] Task<Reply<Registration>> Register(CommandId command, Caller consultant, Identification identification);
}

/// <summary>A code went out to the patient.</summary>
/// <param name="MaskedPhone">The number, all but the last four digits hidden.</param>
/// <param name="ExpiresAt">Until when the code works: 5 minutes.</param>
/// <param name="ResendAt">From when another may be asked for.</param>
/// <param name="Now">The platform's clock.</param>
/// <param name="AttemptId">The id to ask by how the SMS fares.</param>
[GenerateSerializer, Immutable, Alias("AssistedCodeSent")]
public sealed record AssistedCodeSent(
    [property: Id(0)] string MaskedPhone, [property: Id(1)] DateTimeOffset ExpiresAt, [property: Id(2)] DateTimeOffset ResendAt, [property: Id(3)] DateTimeOffset Now, [property: Id(4)] string AttemptId);

/// <summary>The patient is signed in.</summary>
/// <param name="Patients">The persons of the phone, eldest first; empty for a phone that no policy knows (S1.5).</param>
/// <param name="ContinuedIn">The session in which the person was waiting already, and which goes on instead of this one; null otherwise.</param>
/// <param name="Now">The platform's clock.</param>
[GenerateSerializer, Immutable, Alias("AssistedSignIn")]
public sealed record AssistedSignIn([property: Id(0)] PatientView[] Patients, [property: Id(1)] SessionId? ContinuedIn, [property: Id(2)] DateTimeOffset Now);

/// <summary>The particulars by which a person is identified (S2.2).</summary>
/// <param name="PolicyNumber">As printed on the policy.</param>
/// <param name="Name">Full name; compared without regard to case, spaces, and ё or е.</param>
/// <param name="BirthDate">As in the policy.</param>
/// <param name="Phone">The mobile number to register; null to identify only.</param>
/// <param name="InsurerId">The insurer whose policy it is; null for the session's insurer, or whoever alone has such a policy.</param>
[GenerateSerializer, Immutable, Alias("Identification")]
public sealed record Identification([property: Id(0)] string PolicyNumber, [property: Id(1)] string Name, [property: Id(2)] DateOnly BirthDate, [property: Id(3)] string? Phone, [property: Id(4)] InsurerId? InsurerId = null);

/// <summary>An identified person.</summary>
/// <param name="Person">The insured person.</param>
/// <param name="HasPhone">Whether the records have a mobile number for this person.</param>
/// <param name="MaskedPhone">The number that it was sent to, all but the last four digits hidden, or null.</param>
/// <param name="Now">The platform's clock.</param>
[GenerateSerializer, Immutable, Alias("IdentifiedPerson")]
public sealed record IdentifiedPerson([property: Id(0)] FamilyMember Person, [property: Id(1)] bool HasPhone, [property: Id(2)] string? MaskedPhone, [property: Id(3)] DateTimeOffset Now);

/// <summary>A registration of a phone.</summary>
/// <param name="Person">For whom.</param>
/// <param name="Code">The code sent to the new number; null when it is bound already.</param>
/// <param name="Now">The platform's clock.</param>
[GenerateSerializer, Immutable, Alias("Registration")]
public sealed record Registration([property: Id(0)] FamilyMember Person, [property: Id(1)] AssistedCodeSent? Code, [property: Id(2)] DateTimeOffset Now);
