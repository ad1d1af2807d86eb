using Medzdrav.Contracts;

namespace Medzdrav.Gateway;

/// <summary>The end of a credential, of all that an account has, and of what a staff member may do: nothing remembered of it counts, and connections are cut or go on with what is left.</summary>
public sealed class Farewell(CredentialChecks checks, Standings standings, Connections connections, GatewayMeter meter, IGrainFactory grains, TimeProvider clock)
{
    /// <summary>Ends a credential here and, through its grain, everywhere.</summary>
    internal async Task EndAsync(string credential)
    {
        await grains.GrainOf<ICredentialGrain>(credential).Revoke();
        Say(credential);
    }

    /// <summary>The credential was ended: lets nobody go on with it in this process.</summary>
    /// <param name="credential">Its id, or the stored form, by which silos tell.</param>
    internal void Say(string credential)
    {
        var stored = StoredId.Is(credential) ? credential : StoredId.Of(credential);
        checks.Forget(stored);
        meter.Cut("credential", connections.Cut(stored));
    }

    /// <summary>An account is over: lets nobody go on with a credential of it in this process.</summary>
    internal void Say(AccountId account)
    {
        checks.Forget(account);
        meter.Cut("account", connections.Cut(account));
    }

    /// <summary>A staff member's standing changed: their connections go on with the new one, or are cut.</summary>
    internal void Hear(Standing told)
    {
        var standing = standings.Remember(told, clock.GetUtcNow());
        meter.Cut("standing", connections.Follow(standing));
    }

    /// <summary>Asks again about the credentials of long-lived connections, and how their staff members stand: the net beneath what silos tell.</summary>
    internal async Task AskAgainAsync()
    {
        checks.ForgetOld();
        standings.ForgetOld();
        var due = connections.All.Where(connection => checks.IsDue(connection.Credential)).ToArray();
        foreach (var credential in due.Select(connection => connection.Credential).Distinct())
            if (!await checks.StillStandsAsync(credential))
                Say(credential);
        foreach (var staff in due.Select(connection => connection.Caller.Staff).OfType<StaffId>().Distinct())
            if (await standings.AskAsync(staff) is { } standing)
                Hear(standing);
    }
}
