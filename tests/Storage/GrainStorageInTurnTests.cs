using Medzdrav.Contracts;
using Medzdrav.Silo;
using Orleans.Storage;

namespace Medzdrav.Tests.Storage;

public sealed class GrainStorageInTurnTests
{
    private static readonly GrainId Grain = GrainId.Create("duty", "one");

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task No_more_grains_than_there_is_room_for_are_written_at_a_time(int room)
    {
        var storage = new Counting();
        var inTurn = new GrainStorageInTurn(storage, new Places(room, TimeSpan.FromSeconds(10), TimeProvider.System));
        storage.Hold();

        Task[] calls = [.. Enumerable.Range(0, 50).Select(number => number % 2 == 0
            ? inTurn.WriteStateAsync("state", Grain, new GrainState<int>())
            : inTurn.ReadStateAsync("state", Grain, new GrainState<int>()))];
        Assert.Equal(room, storage.Calls);
        storage.LetGo();

        await Task.WhenAll(calls);
        Assert.Equal((50, room), (storage.Calls, storage.Most));
    }

    [Fact]
    public async Task Who_waits_too_long_is_told_so_and_the_next_is_served()
    {
        var storage = new Counting();
        var inTurn = new GrainStorageInTurn(storage, new Places(1, TimeSpan.FromMilliseconds(20), TimeProvider.System));
        storage.Hold();
        var held = inTurn.WriteStateAsync("state", Grain, new GrainState<int>());

        await Assert.ThrowsAsync<StorageUnavailableException>(() => inTurn.ClearStateAsync("state", Grain, new GrainState<int>()));
        storage.LetGo();

        await held;
        await inTurn.ClearStateAsync("state", Grain, new GrainState<int>());
        Assert.Equal(2, storage.Calls);
    }

    /// <summary>Counts how many calls it has at a time.</summary>
    private sealed class Counting : IGrainStorage
    {
        private readonly Lock _gate = new();
        private TaskCompletionSource? _hold;
        private int _now;

        public int Calls { get; private set; }

        public int Most { get; private set; }

        public void Hold() => _hold = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        public void LetGo()
        {
            _hold!.SetResult();
            _hold = null;
        }

        public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => CallAsync();

        public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => CallAsync();

        public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => CallAsync();

        private async Task CallAsync()
        {
            lock (_gate)
                (Calls, Most) = (Calls + 1, Math.Max(Most, ++_now));
            await (_hold?.Task ?? Task.CompletedTask);
            await Task.Yield();
            lock (_gate)
                _now--;
        }
    }
}
