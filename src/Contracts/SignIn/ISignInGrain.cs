namespace Medzdrav.Contracts;

/// <summary>A code was asked for; the answer is the same for every valid mobile number (S1.5).</summary>
/// <param name="AttemptId">Give it back with the code.</param>
/// <param name="ExpiresAt">Until when the code works: 5 minutes.</param>
/// <param name="ResendAt">From when another may be asked for.</param>
/// <param name="Now">The platform's clock.</param>
[GenerateSerializer, Immutable, Alias("CodeSent")]
public sealed record CodeSent([property: Id(0)] string AttemptId, [property: Id(1)] DateTimeOffset ExpiresAt, [property: Id(2)] DateTimeOffset ResendAt, [property: Id(3)] DateTimeOffset Now);

/// <summary>One attempt to sign in by a code sent to a phone (S1.2). Key: the attempt's id, made by the edge: 22 random characters.</summary>
[Alias("ISignInGrain")]
public interface ISignInGrain : IGrainWithStringKey
{
    /// <summary>Makes a code of 6 digits and sends it.</summary>
    /// <param name="phone">In any common form.</param>
    /// <returns>When it ends, or refused: invalidPhone, tooMany, unavailable.</returns>
    [Alias("SendCode")] Task<Reply<CodeSent>> SendCode(string phone);

    /// <summary>Checks the code: 5 tries, 5 minutes, single use.</summary>
    /// <returns>Who signed in, or refused: wrongCode, codeExpired.</returns>
    [Alias("Confirm")] Task<Reply<SignedIn>> Confirm(string code);
}
