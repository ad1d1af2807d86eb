using Dapper;
using Medzdrav.Contracts;
using Medzdrav.Silo;
using Medzdrav.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Npgsql;

namespace Medzdrav.Tests.Storage;

public sealed class PlacesTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_finds_no_place_gets_the_next_that_becomes_free()
    {
        var places = new Places(2, Patience, TimeProvider.System);
        var (first, second) = (await places.TakeAsync(Cancellation), await places.TakeAsync(Cancellation));

        var third = places.TakeAsync(Cancellation).AsTask();
        Assert.False(third.IsCompleted);
        first.Dispose();

        (await third).Dispose();
        second.Dispose();
    }

    [Fact]
    public async Task Who_waits_too_long_is_told_and_takes_no_place()
    {
        var places = new Places(1, TimeSpan.FromMilliseconds(20), TimeProvider.System);
        var held = await places.TakeAsync(Cancellation);

        await Assert.ThrowsAsync<StorageUnavailableException>(() => places.TakeAsync(Cancellation).AsTask());
        held.Dispose();

        (await places.TakeAsync(Cancellation)).Dispose();
    }

    [Fact]
    public async Task Who_has_given_up_before_asking_takes_no_place()
    {
        var places = new Places(1, Patience, TimeProvider.System);
        using var gone = new CancellationTokenSource();
        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => places.TakeAsync(gone.Token).AsTask());

        (await places.TakeAsync(Cancellation)).Dispose();
    }

    [Theory]
    [InlineData(600, true)]
    [InlineData(400, false)]
    public async Task A_wait_of_more_than_half_a_second_makes_a_crowd_for_a_second(int milliseconds, bool crowded)
    {
        var clock = new FakeTimeProvider();
        var places = new Places(1, Patience, clock);
        var held = await places.TakeAsync(Cancellation);
        var next = places.TakeAsync(Cancellation).AsTask();
        Assert.False(places.IsCrowded);

        clock.Advance(TimeSpan.FromMilliseconds(milliseconds));
        held.Dispose();
        (await next).Dispose();

        Assert.Equal(crowded, places.IsCrowded);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.False(places.IsCrowded);
    }

    [Fact]
    public async Task From_a_silent_database_all_are_turned_away_at_once_but_for_one_a_second_who_tries()
    {
        var clock = new FakeTimeProvider();
        var places = new Places(3, Patience, clock);
        await WaitInVainAsync(places, clock, TimeSpan.FromSeconds(1));

        await AssertTurnedAwayAsync(places);
        clock.Advance(TimeSpan.FromSeconds(1));
        var trying = await places.TakeAsync(Cancellation);
        await AssertTurnedAwayAsync(places);
        trying.Heard();

        (await places.TakeAsync(Cancellation)).Dispose();
        trying.Dispose();
    }

    [Fact]
    public async Task Who_stands_in_line_when_the_database_falls_silent_does_not_try_it()
    {
        var clock = new FakeTimeProvider();
        var places = new Places(1, Patience, clock);
        var held = await places.TakeAsync(Cancellation);
        var next = places.TakeAsync(Cancellation).AsTask();

        clock.Advance(TimeSpan.FromSeconds(2));
        held.Missed();
        held.Dispose();

        await Assert.ThrowsAsync<StorageUnavailableException>(() => next);
        clock.Advance(TimeSpan.FromSeconds(1));
        (await places.TakeAsync(Cancellation)).Dispose();
    }

    [Fact]
    public async Task Who_waits_in_vain_while_others_hear_of_the_database_silences_nobody()
    {
        var clock = new FakeTimeProvider();
        var places = new Places(3, Patience, clock);
        using (var place = await places.TakeAsync(Cancellation))
        {
            using var other = await places.TakeAsync(Cancellation);
            clock.Advance(TimeSpan.FromSeconds(3));
            other.Heard();
            place.Missed();
        }

        (await places.TakeAsync(Cancellation)).Dispose();
    }

    [Fact]
    public async Task What_fails_soon_is_no_silence()
    {
        var clock = new FakeTimeProvider();
        var places = new Places(3, Patience, clock);
        await WaitInVainAsync(places, clock, TimeSpan.FromMilliseconds(999));

        (await places.TakeAsync(Cancellation)).Dispose();
    }

    [Fact]
    public async Task A_crowd_of_readers_leaves_the_writers_their_connections_and_is_answered()
    {
        const int connections = 4;
        const int writers = 2;
        await using var storage = await StorageFixture.CreateAsync(DatabaseKind.Postgres);
        var own = new NpgsqlConnectionStringBuilder(storage.Configuration["Storage:ConnectionString"]) { MaxPoolSize = connections };
        var settings = new Dictionary<string, string?>(storage.Settings) { ["Storage:ConnectionString"] = own.ConnectionString };
        await using var services = new ServiceCollection().AddLogging().AddStorage(new ConfigurationBuilder().AddInMemoryCollection(settings).Build()).BuildServiceProvider();
        var database = services.GetRequiredService<Database>();

        var servers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => database.ReadAsync(
            connection => connection.ExecuteScalarAsync<int>("SELECT pg_backend_pid() FROM pg_sleep(0.01)"), Cancellation)));

        Assert.InRange(servers.Distinct().Count(), 1, connections - writers);
    }

    private static async Task WaitInVainAsync(Places places, FakeTimeProvider clock, TimeSpan time)
    {
        using var place = await places.TakeAsync(Cancellation);
        clock.Advance(time);
        place.Missed();
    }

    private static async Task AssertTurnedAwayAsync(Places places) => await Assert.ThrowsAsync<StorageUnavailableException>(() => places.TakeAsync(Cancellation).AsTask());
}
