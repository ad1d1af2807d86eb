using Orleans.Storage;

namespace Medzdrav.Silo;

/// <summary>Orleans' storage for grains, by so many at a time as there is room for. SQLite's file has one writer, and who finds it taken looks again after 150 ms: in a crowd some never get their turn. PostgreSQL's pool refuses whom it has no connection for.</summary>
internal sealed class GrainStorageInTurn(IGrainStorage storage, Places places) : IGrainStorage, ILifecycleParticipant<ISiloLifecycle>
{
    public void Participate(ISiloLifecycle observer) => ((ILifecycleParticipant<ISiloLifecycle>)storage).Participate(observer);

    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        using var place = await places.TakeAsync(CancellationToken.None);
        await storage.ReadStateAsync(stateName, grainId, grainState);
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        using var place = await places.TakeAsync(CancellationToken.None);
        await storage.WriteStateAsync(stateName, grainId, grainState);
    }

    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        using var place = await places.TakeAsync(CancellationToken.None);
        await storage.ClearStateAsync(stateName, grainId, grainState);
    }
}
