using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>Whether accounts are connected: the gateways are asked, as nobody else knows. Connections are told to nobody as they come and go.</summary>
internal sealed class OnlineAccounts(IGateways gateways)
{
    /// <summary>A gateway that takes longer is dead or overwhelmed; its lease ends soon.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Whether any connection of the account is at a live gateway; null where none is known, and not every gateway answered.</summary>
    public async Task<bool?> IsOnline(AccountId account)
    {
        var answers = await Task.WhenAll(gateways.Live.Select(lease => Ask(gateways.Nearest(lease.Gateway, lease.Observer), account)));
        return answers.Contains(true) ? true : answers.Contains(null) ? null : false;
    }

    private static async Task<bool?> Ask(IGatewayObserver gateway, AccountId account)
    {
        try
        {
            return await gateway.Holds(account).WaitAsync(Patience);
        }
        catch (Exception failure) when (failure is OrleansException or TimeoutException)
        {
            return null;
        }
    }
}
