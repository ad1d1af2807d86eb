using System.Text.Json.Serialization;

namespace Medzdrav.Contracts;

/// <summary>The purpose of a code: a code sent for one purpose is worth nothing for the other (S1.5).</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<CodePurpose>))]
public enum CodePurpose
{
    /// <summary>By oneself: «Никому не сообщайте код».</summary>
    SignIn,

    /// <summary>With a consultant: «Назовите код медконсультанту, с которым сейчас говорите».</summary>
    AssistedSignIn,
}

/// <summary>A code was asked for; the answer is the same for every valid mobile number (S1.5).</summary>
/// <param name="AttemptId">Give it back with the code.</param>
/// <param name="ExpiresAt">Until when the code works: 5 minutes.</param>
/// <param name="ResendAt">From when another may be asked for.</param>
/// <param name="Now">The platform's clock.</param>
[GenerateSerializer, Immutable, Alias("CodeSent")]
public sealed record CodeSent([property: Id(0)] string AttemptId, [property: Id(1)] DateTimeOffset ExpiresAt, [property: Id(2)] DateTimeOffset ResendAt, [property: Id(3)] DateTimeOffset Now);

/// <summary>How the SMS with a code fares.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<CodeDelivery>))]
public enum CodeDelivery
{
    /// <summary>On its way to the provider.</summary>
    Sending,

    /// <summary>The provider took it.</summary>
    Sent,

    /// <summary>It was not sent, or nobody knows: ask for another code.</summary>
    Failed,
}

/// <summary>How the SMS with a code fares now.</summary>
/// <param name="State">How.</param>
/// <param name="Now">The platform's clock.</param>
[GenerateSerializer, Immutable, Alias("CodeSending")]
public sealed record CodeSending([property: Id(0)] CodeDelivery State, [property: Id(1)] DateTimeOffset Now);

/// <summary>A phone whose holder has told the code.</summary>
/// <param name="Account">The holder.</param>
/// <param name="Phone">The number, E.164.</param>
[GenerateSerializer, Immutable, Alias("ConfirmedPhone")]
public sealed record ConfirmedPhone([property: Id(0)] AccountId Account, [property: Id(1)] string Phone);

/// <summary>An attempt to sign in by a code sent to a phone (S1.2, S1.3). Key: the attempt's id, 22 random or derived characters.</summary>
[Alias("ISignInGrain")]
public interface ISignInGrain : IGrainWithStringKey
{
    /// <summary>Makes a code of 6 digits and stores its SMS to be sent; the provider is not waited for. Repeated for the same phone and purpose it answers the same and sends nothing more.</summary>
    /// <param name="phone">In any common form.</param>
    /// <param name="purpose">The purpose that the code will be good for.</param>
    /// <param name="asking">The device that asks; null where a consultant does.</param>
    /// <param name="insurer">In whose words the message is; null for the default insurer's.</param>
    /// <param name="host">The insurer's host at whose page the code will be typed: the message for oneself ends with it, so that phones fill the code in there and nowhere else. Null where it is none of an insurer's.</param>
    /// <returns>When it ends, or refused: invalidPhone (also of a country that gets no codes), tooMany, unavailable.</returns>
    [Alias("SendCode")] Task<Reply<CodeSent>> SendCode(string phone, CodePurpose purpose, AskingDevice? asking, InsurerId? insurer = null, string? host = null);

    /// <summary>How the code's SMS fares.</summary>
    /// <returns>It, or refused: notFound (no code was asked for, or long ago).</returns>
    [Alias("Sending")] Task<Reply<CodeSending>> Sending();

    /// <summary>Checks a code sent for signing in by oneself: 5 tries, 5 minutes, single use.</summary>
    /// <param name="code">As typed or pasted: any decimal digits, spaces and words around them.</param>
    /// <param name="asking">The device that asks; it is known for this phone from then on. Null for none.</param>
    /// <returns>The caller who signed in, or refused: invalidCode (no try is lost), wrongCode (how many are left), codeExpired, tooMany (wrong codes for this phone, over all attempts).</returns>
    [Alias("Confirm")] Task<Reply<SignedIn>> Confirm(string code, AskingDevice? asking = null);

    /// <summary>Checks a code that the patient told the consultant. Idempotent by command.</summary>
    /// <returns>The phone's holder, or refused: invalidCode (no try is lost), wrongCode (how many are left), codeExpired, tooMany.</returns>
    [Alias("ConfirmAssisted")] Task<Reply<ConfirmedPhone>> ConfirmAssisted(CommandId command, string code);
}
