using System.Data.Common;
using Dapper;
using Medzdrav.Contracts;
using Medzdrav.Grains;
using Medzdrav.Silo;
using Medzdrav.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Serialization;
using Orleans.Storage;

namespace Medzdrav.Tests.Storage;

/// <summary>Ids of credentials stand hashed, and those that an earlier version stored plain follow without anybody being signed out.</summary>
public sealed class StoredIdTests
{
    private static readonly DateTimeOffset Now = Sample.Now;
    private readonly string id = Opaque.New(16);

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres, Traits = ["database", "postgres"])]
    public async Task A_credential_stands_under_the_hash_of_its_id_which_is_nobodys_id(DatabaseKind kind)
    {
        await using var storage = await StorageFixture.CreateAsync(kind);
        using var silo = await TestSilo.StartAsync(storage);
        var grains = silo.Services.GetRequiredKeyedService<IGrainStorage>(GrainStorage.Name);

        await grains.WriteStateAsync("credential", GrainOf(id), new GrainState<CredentialState>(Of(id)));

        Assert.Equal(StoredId.Of(id), await KeyAsync(storage));
        Assert.Equal(0, await HoldingAsync(storage, id));
        var read = await ReadAsync(grains, id);
        Assert.Equal((true, Caller.Of(new AccountId("anna")), ""), (read.RecordExists, read.State!.Owner!.Caller, read.State.Owner.CredentialId));
        Assert.False((await ReadAsync(grains, StoredId.Of(id))).RecordExists);
        await grains.ClearStateAsync("credential", GrainOf(id), read);
        Assert.False((await ReadAsync(grains, id)).RecordExists);
        await grains.WriteStateAsync("credential", GrainOf(id), read);
        await Assert.ThrowsAsync<InconsistentStateException>(() => grains.WriteStateAsync("credential", GrainOf(id), new GrainState<CredentialState>(Of(id))));
        await silo.StopAsync();
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres, Traits = ["database", "postgres"])]
    public async Task What_an_earlier_version_stored_plain_is_found_hashed_and_goes_on(DatabaseKind kind)
    {
        await using var storage = await StorageFixture.CreateAsync(kind);
        using var silo = await TestSilo.StartAsync(storage);
        var (grains, ids) = (silo.Services.GetRequiredKeyedService<IGrainStorage>(GrainStorage.Name), silo.Services.GetRequiredService<IStoredIds>());
        await StorePlainAsync(storage, silo, Of(id) with { Claimed = new SignedIn(Caller.Of(new AccountId("anna")), "claimed", 0), ClaimableUntil = Now.AddMinutes(1) });
        await storage.ExecuteAsync($"INSERT INTO staff_sign_in (credential, staff, at, seen_at, factor, generation) SELECT '{id}', 'anna', at, at, 'totp', 0 FROM due WHERE kind = 'storedIds'");
        var before = await ReadAsync(grains, id);
        Assert.Equal("claimed", before.State!.Claimed!.CredentialId);

        // The answer of a claim may have got lost a minute ago: its repeat finds the same id.
        await ids.HashAsync(Now, 10);
        Assert.Equal(id, await KeyAsync(storage));
        Assert.Equal(1, await ids.HashAsync(Now.AddMinutes(1), 10));
        Assert.Equal(0, await ids.HashAsync(Now.AddMinutes(1), 10));

        Assert.Equal(StoredId.Of(id), await KeyAsync(storage));
        Assert.Equal((0, 0), (await HoldingAsync(storage, id), await HoldingAsync(storage, "claimed")));
        Assert.True((await ReadAsync(grains, id)).RecordExists);
        Assert.NotNull(await storage.Services.GetRequiredService<IStaffKeyRecords>().SignInAsync(id));
        Assert.Equal(1, await storage.ScalarAsync("SELECT count(*) FROM staff_sign_in WHERE credential = @stored", new { stored = StoredId.Of(id) }));
        // A grain that had read it before writes once more.
        before.State = before.State with { Generation = 7 };
        await grains.WriteStateAsync("credential", GrainOf(id), before);
        Assert.Equal(7, (await ReadAsync(grains, id)).State!.Generation);
        await grains.WriteStateAsync("credential", GrainOf(id), before);
        await silo.StopAsync();
    }

    [Fact, Trait("database", "postgres")]
    public async Task Beside_a_silo_of_an_earlier_version_ids_are_stored_as_it_looks_for_them()
    {
        await using var storage = await StorageFixture.CreateAsync(DatabaseKind.Postgres);
        using var older = await TestSilo.StartAsync(storage, services => services.PostConfigure<GrainTypeOptions>(options => options.Classes.Remove(typeof(StoredIdsGrain))));
        using var silo = await TestSilo.StartAsync(storage);
        var (grains, peers) = (silo.Services.GetRequiredKeyedService<IGrainStorage>(GrainStorage.Name), silo.Services.GetRequiredService<PeerSilos>());

        await grains.WriteStateAsync("credential", GrainOf(id), new GrainState<CredentialState>(Of(id)));

        Assert.Null(await silo.Services.GetRequiredService<IStoredIds>().HashAsync(Now, 10));
        Assert.Equal(id, await KeyAsync(storage));
        Assert.Equal(id, (await ReadAsync(grains, id)).State!.Owner!.CredentialId);
        await older.StopAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(15));
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!peers.FindHashedIds)
            await look.WaitForNextTickAsync(patience.Token);
        Assert.Equal(1, await silo.Services.GetRequiredService<IStoredIds>().HashAsync(Now, 10));
        Assert.Equal(StoredId.Of(id), await KeyAsync(storage));
        await silo.StopAsync();
    }

    private static CredentialState Of(string id) => new() { Owner = new SignedIn(Caller.Of(new AccountId("anna")), id, 0), ExpiresAt = Now.AddDays(1) };

    private static GrainId GrainOf(string id) => GrainId.Create("credential", id);

    private static async Task<GrainState<CredentialState>> ReadAsync(IGrainStorage grains, string id)
    {
        var state = new GrainState<CredentialState>();
        await grains.ReadStateAsync("credential", GrainOf(id), state);
        return state;
    }

    private async Task StorePlainAsync(StorageFixture storage, IHost silo, CredentialState state)
    {
        var payload = new OrleansGrainStorageSerializer(silo.Services.GetRequiredService<Serializer>()).Serialize(state).ToArray();
        await using var connection = await ConnectAsync(storage);
        await connection.ExecuteAsync(
            "INSERT INTO grain_state (service, grain_type, key_n0, key_n1, key_text, payload, version, modified_at) VALUES ('medzdrav', 'credential', 0, 0, @id, @payload, 3, CURRENT_TIMESTAMP)", new { id, payload });
    }

    private static async Task<string> KeyAsync(StorageFixture storage)
    {
        await using var connection = await ConnectAsync(storage);
        return await connection.QuerySingleAsync<string>("SELECT key_text FROM grain_state");
    }

    /// <summary>How many states hold a text.</summary>
    private static async Task<int> HoldingAsync(StorageFixture storage, string text)
    {
        await using var connection = await ConnectAsync(storage);
        return (await connection.QueryAsync<byte[]>("SELECT payload FROM grain_state")).Count(payload => payload.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(text)) >= 0);
    }

    private static async Task<DbConnection> ConnectAsync(StorageFixture storage)
    {
        if (storage.Options.Database == DatabaseKind.Postgres)
            return await storage.ConnectAsync();
        var file = new SqliteConnection($"Data Source={Path.Combine(storage.Options.DataDirectory, "grains.db")};Pooling=False");
        await file.OpenAsync();
        return file;
    }
}
