namespace Medzdrav.Contracts;

/// <summary>Staff sign-in. Key: <see cref="All"/>, for invented logins are to leave nothing behind, not even in memory; gateways of before take the login.</summary>
[Alias("IStaffSignInGrain")]
public interface IStaffSignInGrain : IGrainWithStringKey
{
    /// <summary>The key of the grain that serves every login.</summary>
    public const string All = "all";

    /// <summary>Checks the password, and signs in or says which step follows. Wrong ones are counted per address, per login and address, and per login; a device that signed in with this login before has its own count, which nobody else uses up.</summary>
    /// <param name="password">As typed.</param>
    /// <param name="asking">The device that asks; signed in, it is known for this login from then on. Null for none.</param>
    /// <param name="login">The login, folded.</param>
    /// <returns>The step, or refused: wrongCredentials, accountDisabled, tooMany.</returns>
    [Alias("Begin")] Task<Reply<StaffStep>> Begin(string password, AskingDevice? asking, string login);

    /// <summary>Begins a sign-in by a passkey alone.</summary>
    /// <param name="attemptId">A new one, 22 random characters.</param>
    /// <param name="site">Where the page stands.</param>
    /// <param name="address">The network address, for the limits.</param>
    /// <returns>The question, or refused: tooMany.</returns>
    [Alias("BeginByPasskey")] Task<Reply<PasskeyAsk>> BeginByPasskey(string attemptId, PasskeySite site, string? address);

    /// <summary>As <see cref="Begin"/>, for gateways that know of no second step.</summary>
    /// <param name="password">As typed.</param>
    /// <param name="asking">The device that asks; it is known for this login from then on. Null for none.</param>
    /// <param name="login">The login, folded; null where it is the key.</param>
    /// <returns>The member who signed in, or refused: wrongCredentials, accountDisabled, tooMany, factorRequired (another step would follow).</returns>
    [Alias("SignIn")] Task<Reply<SignedIn>> SignIn(string password, AskingDevice? asking = null, string? login = null);
}
