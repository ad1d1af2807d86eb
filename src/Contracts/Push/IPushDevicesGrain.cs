namespace Medzdrav.Contracts;

/// <summary>The devices of an account that allowed to be told by push. Key: <see cref="AccountId"/>.</summary>
[Alias("IPushDevicesGrain")]
public interface IPushDevicesGrain : IGrainWithStringKey
{
    /// <summary>The devices, and the key by which browsers subscribe.</summary>
    [Alias("View")] Task<PushDeviceList> View();

    /// <summary>Keeps a device. It ends with the sign-in that it was made from, and when it has not said for 30 days that it is still there. Above the most that an account may have, the one goes that was heard of the longest ago. Idempotent.</summary>
    /// <param name="address">Where it is reached.</param>
    /// <param name="credential">The sign-in that it comes with.</param>
    /// <param name="name">The device in a few words, or null.</param>
    /// <param name="replaces">The former address of the same device, which ends; null for none.</param>
    /// <returns>The device, or refused: invalid, tooMany (the account brought too many new devices lately), signInRequired (the sign-in has ended meanwhile).</returns>
    [Alias("Allow")] Task<Reply<PushDeviceView>> Allow(PushAddress address, string credential, string? name, string? replaces = null);

    /// <summary>Ends a device. Idempotent; the devices of others stay.</summary>
    /// <param name="device">Its <see cref="PushDeviceView.SubscriptionId"/>; null where its address is given.</param>
    /// <param name="endpoint">Its <see cref="PushAddress.Endpoint"/>; null where its id is given.</param>
    [Alias("Forget")] Task Forget(string? device, string? endpoint);
}

/// <summary>The devices of an account.</summary>
/// <param name="PublicKey">The platform's key for browsers (VAPID, RFC 8292): 65 bytes in the alphabet of URLs; null where browsers are not told by push.</param>
/// <param name="Subscriptions">The devices, the one heard of last first.</param>
/// <param name="Now">The platform's clock.</param>
[GenerateSerializer, Immutable, Alias("PushDeviceList")]
public sealed record PushDeviceList([property: Id(0)] string? PublicKey, [property: Id(1)] PushDeviceView[] Subscriptions, [property: Id(2)] DateTimeOffset Now);

/// <summary>A device that is told by push.</summary>
/// <param name="SubscriptionId">Which; it follows from the device's address.</param>
/// <param name="Platform">Its kind.</param>
/// <param name="Name">The device in a few words, or null.</param>
/// <param name="AddedAt">When it was allowed.</param>
[GenerateSerializer, Immutable, Alias("PushDeviceView")]
public sealed record PushDeviceView([property: Id(0)] string SubscriptionId, [property: Id(1)] PushPlatform Platform, [property: Id(2)] string? Name, [property: Id(3)] DateTimeOffset AddedAt);
