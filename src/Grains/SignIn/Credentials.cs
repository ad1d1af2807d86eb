using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>Makes credentials.</summary>
internal static class Credentials
{
    private const int IdBytes = 16;

    /// <summary>A new credential for somebody who has just signed in.</summary>
    /// <param name="grains">The cluster.</param>
    /// <param name="caller">The caller.</param>
    /// <param name="generation">For staff, the member's generation as it was when the password was compared.</param>
    public static async Task<SignedIn> Issue(IGrainFactory grains, Caller caller, long generation = 0)
    {
        var signedIn = new SignedIn(caller, NewId(), generation);
        await grains.GrainOf<ICredentialGrain>(signedIn.CredentialId).Issue(signedIn);
        return signedIn;
    }

    /// <summary>A new credential's id, which nobody guesses.</summary>
    public static string NewId() => Opaque.New(IdBytes);
}
