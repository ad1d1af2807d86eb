using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Tests.Grains;

/// <summary>The pair of keys for push services that the platform makes for itself: one for ever, its secret sealed in the database.</summary>
public sealed class PushKeysTests : IAsyncLifetime
{
    private readonly Clinic _clinic = new();

    public ValueTask InitializeAsync() => _clinic.InitializeAsync();

    public ValueTask DisposeAsync() => _clinic.DisposeAsync();

    [Fact]
    public async Task The_pair_comes_back_as_it_was_and_its_secret_lies_sealed()
    {
        var pair = await Keys.Pair();
        await _clinic.Cluster.DeactivateAsync(Keys);

        Assert.Equal(pair, await Keys.Pair());
        Assert.True(pair.IsPair);
        await AssertSealedAsync(pair);
    }

    [Fact]
    public async Task A_pair_that_a_former_version_left_open_goes_on_and_is_sealed()
    {
        var former = PushKeyPair.New();
        await StoreAsync(former);

        Assert.Equal(former, await Keys.Pair());
        await AssertSealedAsync(former);
    }

    [Fact]
    public async Task A_pair_whose_seal_does_not_open_is_kept_and_nothing_is_signed_by_another()
    {
        var held = PushKeyPair.New() with { PrivateKey = "sealed:" + Convert.ToBase64String(new byte[64]) };
        await StoreAsync(held);

        await Assert.ThrowsAsync<StorageUnavailableException>(Keys.Pair);
        Assert.Equal(held, await StoredAsync());
    }

    private IPushKeysGrain Keys => _clinic.Grains.GetGrain<IPushKeysGrain>(0);

    private async Task AssertSealedAsync(PushKeyPair pair)
    {
        var stored = await StoredAsync();
        Assert.Equal(pair.PublicKey, stored.PublicKey);
        Assert.StartsWith("sealed:", stored.PrivateKey, StringComparison.Ordinal);
        Assert.DoesNotContain(pair.PrivateKey, stored.PrivateKey, StringComparison.Ordinal);
    }

    private async Task<PushKeyPair> StoredAsync() => (await ReadAsync()).State!.Pair!;

    private async Task StoreAsync(PushKeyPair pair)
    {
        await Keys.Pair();
        var state = await ReadAsync();
        state.State = new KeptPushKeys { Pair = pair };
        await _clinic.States.WriteStateAsync("pushKeys", Keys.GetGrainId(), state);
        await _clinic.Cluster.DeactivateAsync(Keys);
    }

    private async Task<GrainState<KeptPushKeys>> ReadAsync()
    {
        var state = new GrainState<KeptPushKeys>();
        await _clinic.States.ReadStateAsync("pushKeys", Keys.GetGrainId(), state);
        return state;
    }
}
