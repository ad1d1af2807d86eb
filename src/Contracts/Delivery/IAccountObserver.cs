using Orleans.Concurrency;

namespace Medzdrav.Contracts;

/// <summary>The accounts whose pages are connected to a gateway process, in whatever session or none. Part of <see cref="IGatewayObserver"/>.</summary>
[Alias("IAccountObserver")]
public interface IAccountObserver : IGrainObserver
{
    /// <summary>Tells an account's connections that the platform opened a session for one of its persons: join it.</summary>
    [Alias("SessionOpened"), OneWay] Task SessionOpened(OpenedPush push);

    /// <summary>Whether any connection of this account is here. This question and the next are the only ones whose answers are waited for.</summary>
    [Alias("Holds")] Task<bool> Holds(AccountId account);

    /// <summary>Of which of these accounts any connection is here.</summary>
    [Alias("HeldOf")] Task<AccountId[]> HeldOf(AccountId[] accounts);
}
