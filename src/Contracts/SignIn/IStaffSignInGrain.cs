namespace Medzdrav.Contracts;

/// <summary>Staff sign-in. Key: the login in lower case.</summary>
[Alias("IStaffSignInGrain")]
public interface IStaffSignInGrain : IGrainWithStringKey
{
    /// <summary>Checks the password, with a growing delay after wrong ones.</summary>
    /// <returns>The member who signed in, or refused: wrongCredentials, tooMany.</returns>
    [Alias("SignIn")] Task<Reply<SignedIn>> SignIn(string password);
}
