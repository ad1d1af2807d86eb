using System.Collections.Concurrent;
using Orleans.Storage;

namespace Medzdrav.Tests.Grains;

/// <summary>A grain storage that takes no more from grains that a test names, until it names them no longer.</summary>
internal sealed class FaultyGrainStorage : IGrainStorage
{
    private readonly ConcurrentDictionary<string, bool> _refused = new();

    /// <summary>The storage behind it.</summary>
    public IGrainStorage? Sound { private get; set; }

    /// <summary>The grains whose state was written.</summary>
    public ConcurrentBag<GrainId> Written { get; } = [];

    /// <summary>Whether the state of grains with this key is refused from now on.</summary>
    public bool this[string key]
    {
        set => _refused[key] = value;
    }

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => Sound!.ReadStateAsync(stateName, RowOf(grainId), grainState);

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (_refused.GetValueOrDefault(grainId.Key.ToString()!))
            throw new TimeoutException("The storage does not answer.");
        Written.Add(grainId);
        return Sound!.WriteStateAsync(stateName, RowOf(grainId), grainState);
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => Sound!.ClearStateAsync(stateName, RowOf(grainId), grainState);

    /// <summary>A credential has its row, however many activations it has.</summary>
    private static GrainId RowOf(GrainId grain) => grain.Type.ToString() == CredentialTwin.Type ? GrainId.Create("credential", grain.Key.ToString()!) : grain;
}
