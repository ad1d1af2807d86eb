using Medzdrav.Contracts;
using Medzdrav.Grains;
using Orleans.Storage;

namespace Medzdrav.Silo;

/// <summary>Storage that keeps states whose grain's id opens something under the hash of that id (<see cref="StoredId"/>). What a version before stored under plain ids is found and written there, until <see cref="StoredIds"/> has moved it.</summary>
internal sealed class GrainStorageByHash(IGrainStorage storage, PeerSilos peers) : IGrainStorage, ILifecycleParticipant<ISiloLifecycle>
{
    /// <summary>The names of these states.</summary>
    public static readonly string[] Names = ["credential", "attempt", "staffAttempt"];

    /// <summary>The version of a hashed row begins with it, so that it is written where it was read.</summary>
    private const char Mark = '#';

    public void Participate(ISiloLifecycle observer) => ((ILifecycleParticipant<ISiloLifecycle>)storage).Participate(observer);

    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (!Names.Contains(stateName))
        {
            await storage.ReadStateAsync(stateName, grainId, grainState);
            return;
        }
        var hashed = new GrainState<T>();
        await storage.ReadStateAsync(stateName, Hashed(grainId), hashed);
        // A hash from the database is nobody's id: where it stands it is not found.
        if (hashed.ETag is not null || StoredId.Is(KeyOf(grainId)))
            Take(hashed, grainState, Mark + hashed.ETag);
        else
            await storage.ReadStateAsync(stateName, grainId, grainState);
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        ChangeAsync(stateName, grainId, grainState, storage.WriteStateAsync);

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        ChangeAsync(stateName, grainId, grainState, storage.ClearStateAsync);

    private async Task ChangeAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, Func<string, GrainId, IGrainState<T>, Task> change)
    {
        if (!Names.Contains(stateName))
            await change(stateName, grainId, grainState);
        else if (grainState.ETag is { } version ? version.StartsWith(Mark) : peers.FindHashedIds)
            await ChangeHashedAsync(grainState.ETag?[1..]);
        else
            await ChangePlainAsync(grainState.ETag);

        async Task ChangePlainAsync(string? version)
        {
            try
            {
                await change(stateName, grainId, grainState);
            }
            catch (InconsistentStateException) when (version is not null)
            {
                // It was moved since it was read, and kept its version.
                await ChangeHashedAsync(version);
            }
        }

        async Task ChangeHashedAsync(string? version)
        {
            var hashed = new GrainState<T>(WithoutIds(grainState.State), version!) { RecordExists = grainState.RecordExists };
            await change(stateName, Hashed(grainId), hashed);
            (grainState.ETag, grainState.RecordExists) = (Mark + hashed.ETag, hashed.RecordExists);
            if (!hashed.RecordExists)
                grainState.State = hashed.State!;
        }
    }

    private static void Take<T>(GrainState<T> read, IGrainState<T> grainState, string version) =>
        (grainState.State, grainState.ETag, grainState.RecordExists) = (read.State!, read.ETag is null ? null! : version, read.RecordExists);

    /// <summary>A credential knows its own id from whoever asks it, and need not keep it.</summary>
    private static T WithoutIds<T>(T state) => state is CredentialState credential ? (T)(object)credential.WithoutIds() : state;

    private static GrainId Hashed(GrainId grain) => GrainId.Create(grain.Type, IdSpan.Create(StoredId.Of(KeyOf(grain))));

    private static string KeyOf(GrainId grain) => grain.Key.ToString()!;
}
