using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Tests.Grains;

/// <summary>The keys that protect cookies: sealed in the database, open to gateways.</summary>
public sealed class KeyRingTests : IAsyncLifetime
{
    private const string Former = """<key id="1" version="1"><activationDate>2026-09-01T00:00:00Z</activationDate><expirationDate>2026-11-26T00:00:00Z</expirationDate><descriptor><masterKey>secret one</masterKey></descriptor></key>""";
    private const string Next = """<key id="2" version="1"><activationDate>2026-11-26T00:00:00Z</activationDate><expirationDate>2027-02-20T00:00:00Z</expirationDate><descriptor><masterKey>secret two</masterKey></descriptor></key>""";
    private const string Another = """<key id="3" version="1"><activationDate>2026-11-26T00:00:01Z</activationDate><expirationDate>2027-02-20T00:00:01Z</expirationDate><descriptor><masterKey>secret three</masterKey></descriptor></key>""";

    private readonly Clinic _clinic = new();

    public ValueTask InitializeAsync() => _clinic.InitializeAsync();

    public ValueTask DisposeAsync() => _clinic.DisposeAsync();

    [Fact]
    public async Task A_key_lies_sealed_and_comes_back_as_it_was()
    {
        await Ring.Add("one", Former);
        await _clinic.Cluster.DeactivateAsync(Ring);

        Assert.Equal([Former], await Ring.All());
        AssertSealed(await StoredAsync(), "one");
    }

    [Fact]
    public async Task A_key_that_a_former_version_left_open_goes_on_and_is_sealed()
    {
        await StoreAsync(new KeyRing { Keys = { ["one"] = Former } });

        Assert.Equal([Former], await Ring.All());

        AssertSealed(await StoredAsync(), "one");
        await Ring.Add("two", Next);
        await _clinic.Cluster.DeactivateAsync(Ring);
        Assert.Equal([Former, Next], await Ring.All());
    }

    [Fact]
    public async Task Of_two_keys_for_the_same_time_the_first_is_everybody_s()
    {
        await Ring.Add("one", Former);
        await Task.WhenAll(Ring.Add("two", Next), Ring.Add("three", Another));

        Assert.Equal(2, (await Ring.All()).Length);
        Assert.Equal(2, (await StoredAsync()).Keys.Count);
    }

    [Fact]
    public async Task A_key_whose_seal_does_not_open_is_passed_over_and_another_one_taken()
    {
        await StoreAsync(new KeyRing { Keys = { ["one"] = $"<sealed>{Convert.ToBase64String(new byte[64])}</sealed>" } });

        Assert.Empty(await Ring.All());

        await Ring.Add("two", Next);
        Assert.Equal([Next], await Ring.All());
        Assert.Equal(2, (await StoredAsync()).Keys.Count);
    }

    private IKeyRingGrain Ring => _clinic.Grains.GetGrain<IKeyRingGrain>(0);

    private static void AssertSealed(KeyRing stored, params string[] names)
    {
        Assert.Equal(names, stored.Keys.Keys);
        Assert.All(stored.Keys.Values, xml => Assert.StartsWith("<sealed>", xml, StringComparison.Ordinal));
    }

    private async Task<KeyRing> StoredAsync()
    {
        var state = new GrainState<KeyRing>();
        await _clinic.States.ReadStateAsync("keys", Ring.GetGrainId(), state);
        return state.State!;
    }

    private async Task StoreAsync(KeyRing ring)
    {
        Assert.Empty(await Ring.All());
        await _clinic.States.WriteStateAsync("keys", Ring.GetGrainId(), new GrainState<KeyRing> { State = ring });
        await _clinic.Cluster.DeactivateAsync(Ring);
    }
}
