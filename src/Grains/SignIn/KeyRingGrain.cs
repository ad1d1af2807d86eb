using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>Keeps the keys that protect cookies, so that every web node reads every cookie, also after a restart.</summary>
internal sealed class KeyRingGrain([PersistentState("keys", GrainStorage.Name)] IPersistentState<KeyRing> ring) : Grain, IKeyRingGrain
{
    /// <inheritdoc />
    public Task<string[]> All() => Task.FromResult(ring.State.Keys.Values.ToArray());

    /// <inheritdoc />
    public Task Add(string name, string xml) => ring.State.Keys.TryAdd(name, xml) ? ring.WriteStateAsync() : Task.CompletedTask;
}

/// <summary>The keys by name.</summary>
[GenerateSerializer, Alias("KeyRing")]
internal sealed class KeyRing
{
    /// <summary>XML as ASP.NET's data protection wrote it.</summary>
    [Id(0)] public Dictionary<string, string> Keys { get; set; } = [];
}
