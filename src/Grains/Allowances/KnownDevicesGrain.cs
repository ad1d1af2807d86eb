using System.Security.Cryptography;
using System.Text;

namespace Medzdrav.Grains;

/// <summary>Remembers the last few devices of a phone or login, as hashes only. Invented ones leave memory soon.</summary>
[CollectionAgeLimit(Minutes = KeptMinutes)]
internal sealed class KnownDevicesGrain([PersistentState("devices", GrainStorage.Name)] IPersistentState<KnownDevices> known, TimeProvider clock) : Grain, IKnownDevicesGrain
{
    private const int KeptMinutes = 2;
    private const int Most = 10;
    private static readonly TimeSpan RememberFor = TimeSpan.FromDays(400);
    private static readonly TimeSpan WriteEvery = TimeSpan.FromDays(1);

    /// <inheritdoc />
    public Task<bool> Knows(string device) =>
        Task.FromResult(known.State.LastAt.TryGetValue(HashOf(device), out var at) && clock.GetUtcNow() - at < RememberFor);

    /// <inheritdoc />
    public Task Remember(string device)
    {
        var (hash, now) = (HashOf(device), clock.GetUtcNow());
        if (known.State.LastAt.TryGetValue(hash, out var at) && now - at < WriteEvery)
            return Task.CompletedTask;
        known.State.LastAt[hash] = now;
        while (known.State.LastAt.Count > Most)
            known.State.LastAt.Remove(known.State.LastAt.MinBy(one => one.Value).Key);
        return known.WriteStateAsync();
    }

    private static string HashOf(string device) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(device)));
}

/// <summary>The devices that are kept.</summary>
[GenerateSerializer, Alias("KnownDevices")]
internal sealed class KnownDevices
{
    /// <summary>When each signed in last, by the hash of its id.</summary>
    [Id(0)] public Dictionary<string, DateTimeOffset> LastAt { get; set; } = [];
}
