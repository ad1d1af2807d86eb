namespace Medzdrav.Contracts;

/// <summary>Staff sign-in. Key: the login in lower case.</summary>
[Alias("IStaffSignInGrain")]
public interface IStaffSignInGrain : IGrainWithStringKey
{
    /// <summary>Checks the password. Wrong ones are counted per address, per login and address, and per login; a device that signed in with this login before has its own count, which nobody else uses up.</summary>
    /// <param name="password">As typed.</param>
    /// <param name="asking">The device that asks; it is known for this login from then on. Null for none.</param>
    /// <returns>The member who signed in, or refused: wrongCredentials, tooMany.</returns>
    [Alias("SignIn")] Task<Reply<SignedIn>> SignIn(string password, AskingDevice? asking = null);
}
