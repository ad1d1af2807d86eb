using Medzdrav.Contracts;

namespace Medzdrav.Gateway;

/// <summary>The end of a credential: nothing remembered of it counts, and its connections are cut.</summary>
internal sealed class Farewell(CredentialChecks checks, Connections connections, IGrainFactory grains)
{
    /// <summary>Ends a credential here and, through its grain, everywhere.</summary>
    public async Task EndAsync(string credential)
    {
        await grains.GetGrain<ICredentialGrain>(credential).Revoke();
        Say(credential);
    }

    /// <summary>The credential was ended: lets nobody go on with it in this process.</summary>
    public void Say(string credential)
    {
        checks.Forget(credential);
        connections.Cut(credential);
    }
}
