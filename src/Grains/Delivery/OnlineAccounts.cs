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
        var answers = await AskAll<bool?>(gateway => Answered(gateway.Holds(account)), null);
        return answers.Contains(true) ? true : answers.Contains(null) ? null : false;
    }

    /// <summary>Of these accounts the ones of whom a connection is known.</summary>
    public async Task<IReadOnlySet<AccountId>> Among(AccountId[] accounts) =>
        (await AskAll(gateway => gateway.HeldOf(accounts), [])).SelectMany(held => held).ToHashSet();

    private static async Task<bool?> Answered(Task<bool> answer) => await answer;

    private Task<T[]> AskAll<T>(Func<IGatewayObserver, Task<T>> question, T unknown) =>
        Task.WhenAll(gateways.Live.Select(lease => Ask(gateways.Nearest(lease.Gateway, lease.Observer), question, unknown)));

    private static async Task<T> Ask<T>(IGatewayObserver gateway, Func<IGatewayObserver, Task<T>> question, T unknown)
    {
        try
        {
            return await question(gateway).WaitAsync(Patience);
        }
        catch (Exception failure) when (GrainCalls.IsLost(failure))
        {
            return unknown;
        }
    }
}
