using Orleans.Storage;

namespace Medzdrav.Silo;

/// <summary>Orleans' storage for grains, by so many at a time as there is room for. SQLite's file has one writer, and who finds it taken looks again after 150 ms: in a crowd some never get their turn. PostgreSQL's pool refuses whom it has no connection for.</summary>
internal sealed class GrainStorageInTurn(IGrainStorage storage, Places places) : IGrainStorage, ILifecycleParticipant<ISiloLifecycle>
{
    public void Participate(ISiloLifecycle observer) => ((ILifecycleParticipant<ISiloLifecycle>)storage).Participate(observer);

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => InTurnAsync(() => storage.ReadStateAsync(stateName, grainId, grainState));

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => InTurnAsync(() => storage.WriteStateAsync(stateName, grainId, grainState));

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => InTurnAsync(() => storage.ClearStateAsync(stateName, grainId, grainState));

    private async Task InTurnAsync(Func<Task> use)
    {
        using var place = await places.TakeAsync(CancellationToken.None);
        try
        {
            await use();
            place.Heard();
        }
        catch
        {
            place.Missed();
            throw;
        }
    }
}
