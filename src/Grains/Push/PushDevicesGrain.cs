using Medzdrav.Contracts;
using Microsoft.Extensions.Options;

namespace Medzdrav.Grains;

/// <summary>The devices of an account that are told by push. Keeps nothing: the records say each time.</summary>
internal sealed class PushDevicesGrain(IPushDevices devices, PushKeys keys, Allowances allowances, IOptions<PushOptions> options, TimeProvider clock) : Grain, IPushDevicesGrain
{
    private AccountId Account => new(this.GetPrimaryKeyString());

    /// <inheritdoc />
    public async Task<PushDeviceList> View()
    {
        var now = clock.GetUtcNow();
        var pair = await keys.FindAsync();
        return new PushDeviceList(pair?.PublicKey, [.. (await devices.OfAsync(Account, HeardSince(Account, now))).Select(View)], now);
    }

    /// <inheritdoc />
    public async Task<Reply<PushDeviceView>> Allow(PushAddress address, string credential, string? name, string? replaces)
    {
        if (PushAddressRules.Refuse(address, options.Value) is { } refusal)
            return refusal;
        var now = clock.GetUtcNow();
        // A device that says that it is still there is no new one.
        if ((await devices.OfAsync(Account, HeardSince(Account, now))).All(device => device.Id != IdOf(address.Endpoint)) && !await allowances.MayKeep(Account))
            return Refusal.TooMany;
        var kept = await devices.KeepAsync(
            new PushDeviceRecord { Id = IdOf(address.Endpoint), Account = Account, Credential = credential, Address = address, Name = name, AddedAt = now, SeenAt = now },
            options.Value.DevicesPerAccount, HeardSince(Account, now));
        if (replaces is not null && IdOf(replaces) is var former && former != kept.Id)
            await devices.ForgetAsync(Account, former);
        // The sign-in may have ended while this was stored: whichever of both comes later ends the device.
        if ((await GrainFactory.GrainOf<ICredentialGrain>(credential).Verify()).Value is not null)
            return View(kept);
        await devices.EndAsync(credential);
        return Refusal.SignInRequired;
    }

    /// <inheritdoc />
    public async Task Forget(string? device, string? endpoint)
    {
        if ((device ?? (endpoint is null ? null : IdOf(endpoint))) is { } id)
            await devices.ForgetAsync(Account, id);
    }

    /// <summary>A device lasts no longer than a sign-in that nobody uses.</summary>
    public static DateTimeOffset HeardSince(AccountId account, DateTimeOffset now) => now - Identity.LifetimeOf(Caller.Of(account));

    private static PushDeviceView View(PushDeviceRecord device) => new(device.Id, device.Address.Platform, device.Name, device.AddedAt);

    private static string IdOf(string endpoint) => DerivedId.Of("push", endpoint);
}
