using Orleans.Metadata;

namespace Medzdrav.Contracts;

/// <summary>How a session's caller becomes a signed-in person. Used by <see cref="IAssistedSignInGrain"/>, <see cref="IVisitorsGrain"/> and <see cref="IAccountGrain"/>.</summary>
[Alias("ISessionSignIn"), DefaultGrainType("session")]
public interface ISessionSignIn : IGrainWithStringKey
{
    /// <summary>Whether this consultant may sign somebody in now.</summary>
    /// <returns>The session's opener, or refused: notFound, wrongRole, wrongPhase, closed.</returns>
    [Alias("Opener")] Task<Reply<SessionOpener>> Opener(Caller consultant);

    /// <summary>Whether a command of this id came to the session before, whatever it was for.</summary>
    [Alias("Knows")] Task<bool> Knows(CommandId command);

    /// <summary>Puts on record that a code went out.</summary>
    /// <returns>The view, or refused: notFound, wrongRole, wrongPhase, alreadySignedIn, closed.</returns>
    [Alias("CodeSent")] Task<Reply<SessionView>> CodeSent(CommandId command, Caller consultant, string maskedPhone);

    /// <summary>Puts on record who was identified; chooses the person when the signed-in caller holds them.</summary>
    /// <returns>The view, or refused: notFound, wrongRole, wrongPhase, personUnknown, closed.</returns>
    [Alias("Identify")] Task<Reply<SessionView>> Identify(CommandId command, Caller consultant, PatientId patient);

    /// <summary>The visitor is that account's holder: the session is theirs from now on, or goes on where the person is waiting already.</summary>
    /// <returns>The view, or refused: notFound, wrongRole, wrongPhase, alreadySignedIn, closed.</returns>
    [Alias("SignIn")] Task<Reply<SessionView>> SignIn(CommandId command, Caller consultant, AccountId account);

    /// <summary>The insurer may have given the person another number to sign in by (S2.1): the session goes on as that number's account's, and the former one is out. Idempotent.</summary>
    [Alias("FollowLogin")] Task FollowLogin();

    /// <summary>The account to which a visitor's session was signed in.</summary>
    /// <returns>The account, or refused: notFound.</returns>
    [Alias("AccountOf")] Task<Reply<SessionOpener>> AccountOf(Caller visitor);

    /// <summary>The person's consent is withdrawn (S2.3): a running consultation ends.</summary>
    /// <returns>The view, or refused: notFound, consultationRunning.</returns>
    [Alias("WithdrawConsent")] Task<Reply<SessionView>> WithdrawConsent(CommandId command, Caller account, PatientId patient, bool endConsultation);
}

/// <summary>The caller who opened a session.</summary>
/// <param name="Owner">A visitor or an account.</param>
/// <param name="Now">The platform's clock.</param>
/// <param name="Insurer">The session's insurer; null where none is known.</param>
/// <param name="MustBeIdentified">Whether somebody phones from a strange number and was not identified yet: no code goes out before (S5.2).</param>
[GenerateSerializer, Immutable, Alias("SessionOpener")]
public sealed record SessionOpener(
    [property: Id(0)] Caller Owner, [property: Id(1)] DateTimeOffset Now, [property: Id(2)] InsurerId? Insurer = null, [property: Id(3)] bool MustBeIdentified = false);
