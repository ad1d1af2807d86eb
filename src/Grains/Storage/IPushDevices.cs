using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>Devices that are told by push.</summary>
/// <remarks>Every method throws <see cref="StorageUnavailableException"/> when the database does not answer within 3 s.</remarks>
internal interface IPushDevices
{
    /// <summary>Keeps a device, whoever had it before. Of an account's devices those heard of last stay, and of everybody's those that were heard of since.</summary>
    /// <param name="device">The device as it is now.</param>
    /// <param name="most">How many devices an account has at most.</param>
    /// <param name="since">Devices that were heard of before are over.</param>
    /// <returns>The device as it is kept.</returns>
    Task<PushDeviceRecord> KeepAsync(PushDeviceRecord device, int most, DateTimeOffset since);

    /// <summary>The devices of an account, the one heard of last first.</summary>
    /// <param name="account">The account.</param>
    /// <param name="since">Devices that were heard of before are over.</param>
    Task<IReadOnlyList<PushDeviceRecord>> OfAsync(AccountId account, DateTimeOffset since);

    /// <summary>Ends a device of an account.</summary>
    Task ForgetAsync(AccountId account, string id);

    /// <summary>Ends a device whose push service knows it no more, unless it was heard of since.</summary>
    Task ForgetAsync(PushDeviceRecord device);

    /// <summary>Ends the devices of a sign-in, by its credential's id; that is stored hashed (<see cref="StoredId"/>).</summary>
    Task EndAsync(string credential);
}

/// <summary>A device that is told by push.</summary>
internal sealed record PushDeviceRecord
{
    /// <summary>The id, which follows from the address.</summary>
    public required string Id { get; init; }

    /// <summary>The account whose device it is.</summary>
    public required AccountId Account { get; init; }

    /// <summary>The sign-in that it was made from: its credential's id when it is kept, the stored form (<see cref="StoredId"/>) when it is read.</summary>
    public required string Credential { get; init; }

    /// <summary>Where it is reached.</summary>
    public required PushAddress Address { get; init; }

    /// <summary>The device in a few words, or null.</summary>
    public string? Name { get; init; }

    /// <summary>When the account allowed it.</summary>
    public DateTimeOffset AddedAt { get; init; }

    /// <summary>When it was heard of last.</summary>
    public DateTimeOffset SeenAt { get; init; }
}
