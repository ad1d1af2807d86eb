using Medzdrav.Contracts;

namespace Medzdrav.Gateway;

/// <summary>The end of a credential: nothing remembered of it counts, and its connections are cut.</summary>
public sealed class Farewell(CredentialChecks checks, Connections connections, GatewayMeter meter, IGrainFactory grains)
{
    /// <summary>Ends a credential here and, through its grain, everywhere.</summary>
    internal async Task EndAsync(string credential)
    {
        await grains.GrainOf<ICredentialGrain>(credential).Revoke();
        Say(credential);
    }

    /// <summary>The credential was ended: lets nobody go on with it in this process.</summary>
    internal void Say(string credential)
    {
        checks.Forget(credential);
        meter.Cut("credential", connections.Cut(credential));
    }

    /// <summary>Asks again about the credentials of long-lived connections: the net beneath what silos tell.</summary>
    internal async Task AskAgainAsync()
    {
        checks.ForgetOld();
        foreach (var credential in connections.All.Select(connection => connection.Credential).Distinct().Where(checks.IsDue))
            if (!await checks.StillStandsAsync(credential))
                Say(credential);
    }
}
