using Medzdrav.Grains;
using Medzdrav.Silo;
using Medzdrav.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Storage;

namespace Medzdrav.Tests.Storage;

/// <summary>Silos on real ports: what Orleans keeps in our tables.</summary>
public sealed class SiloTests
{
    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres, Traits = ["database", "postgres"])]
    public async Task Grain_state_is_written_read_and_cleared_under_its_version(DatabaseKind kind)
    {
        await using var storage = await StorageFixture.CreateAsync(kind);
        using var silo = await TestSilo.StartAsync(storage);
        var grains = silo.Services.GetRequiredKeyedService<IGrainStorage>(GrainStorage.Name);
        var grain = GrainId.Create("duty", Sample.Id());
        var (mine, others) = (new GrainState<DutyState>(new()), new GrainState<DutyState>(new()));

        await grains.ReadStateAsync("state", grain, mine);
        Assert.False(mine.RecordExists);
        mine.State!.OffersMissed = 1;
        await grains.WriteStateAsync("state", grain, mine);
        await grains.ReadStateAsync("state", grain, others);
        Assert.Equal((1, mine.ETag), (others.State!.OffersMissed, others.ETag));

        others.State!.OffersMissed = 2;
        await grains.WriteStateAsync("state", grain, others);
        await Assert.ThrowsAsync<InconsistentStateException>(() => grains.WriteStateAsync("state", grain, mine));
        await Assert.ThrowsAsync<InconsistentStateException>(() => grains.ClearStateAsync("state", grain, mine));
        await Assert.ThrowsAsync<InconsistentStateException>(() => grains.WriteStateAsync("state", grain, new GrainState<DutyState>(new())));

        await grains.ClearStateAsync("state", grain, others);
        await grains.ReadStateAsync("state", grain, mine);
        Assert.Equal((false, 0), (mine.RecordExists, mine.State!.OffersMissed));
        await grains.WriteStateAsync("state", grain, mine);
        Assert.True(mine.RecordExists);
        await silo.StopAsync();
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres, Traits = ["database", "postgres"])]
    public async Task Grain_state_that_was_never_read_is_not_invented(DatabaseKind kind)
    {
        await using var storage = await StorageFixture.CreateAsync(kind);
        using var silo = await TestSilo.StartAsync(storage);
        var grains = silo.Services.GetRequiredKeyedService<IGrainStorage>(GrainStorage.Name);
        var stale = new GrainState<DutyState>(new()) { ETag = "7" };

        await Assert.ThrowsAsync<InconsistentStateException>(() => grains.WriteStateAsync("state", GrainId.Create("duty", Sample.Id()), stale));
        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => grains.WriteStateAsync("state", GrainId.Create("duty", Sample.Id()), new GrainState<DutyState>(new()))));
        await silo.StopAsync();
    }

    [Fact]
    public async Task Two_silos_find_each_other_and_notice_a_stop()
    {
        await using var storage = await StorageFixture.CreateAsync(DatabaseKind.Postgres);
        using var first = await TestSilo.StartAsync(storage);
        using var second = await TestSilo.StartAsync(storage);

        await ActiveAsync(first, 2);
        await ActiveAsync(second, 2);
        await second.StopAsync();
        await ActiveAsync(first, 1);
        await first.Services.GetRequiredService<IMembershipTable>().CleanupDefunctSiloEntriesAsync(TimeProvider.System.GetUtcNow().AddHours(1), CancellationToken.None);
        Assert.Equal(1, await storage.ScalarAsync("SELECT count(*) FROM cluster_silo", new { }));
        await first.StopAsync();
    }

    /// <summary>Waits until the silo knows so many active ones.</summary>
    private static async Task ActiveAsync(IHost silo, int count)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(15));
        await foreach (var cluster in silo.Services.GetRequiredService<IClusterMembershipService>().MembershipUpdates.WithCancellation(limit.Token))
            if (cluster.Members.Count(member => member.Value.Status == SiloStatus.Active) == count)
                return;
    }
}
