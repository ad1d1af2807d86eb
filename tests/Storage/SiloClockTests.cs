using Medzdrav.Grains;
using Medzdrav.Silo;
using Medzdrav.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Medzdrav.Tests.Storage;

/// <summary>The time of a silo on a machine whose clock is wrong: the database's.</summary>
public sealed class SiloClockTests
{
    [Theory]
    [InlineData(180, -180)]
    [InlineData(-180, 180)]
    [InlineData(-0.9, 0)]
    public void A_clock_that_is_off_by_more_than_a_second_is_put_right(double offSeconds, double correctedSeconds)
    {
        var (watch, own) = (new ClockWatch(), new FakeTimeProvider());
        var clock = new SiloClock(watch, own);
        Assert.Equal(own.GetUtcNow(), clock.GetUtcNow());

        watch.Compare(own.GetUtcNow(), own.GetUtcNow().AddSeconds(-offSeconds), own.GetUtcNow());

        Assert.Equal(own.GetUtcNow().AddSeconds(correctedSeconds), clock.GetUtcNow());
    }

    [Fact]
    public void A_clock_that_was_mended_is_left_alone()
    {
        var (watch, own) = (new ClockWatch(), new FakeTimeProvider());
        var clock = new SiloClock(watch, own);
        watch.Compare(own.GetUtcNow(), own.GetUtcNow().AddMinutes(3), own.GetUtcNow());
        watch.Compare(own.GetUtcNow(), own.GetUtcNow(), own.GetUtcNow());

        Assert.Equal(own.GetUtcNow(), clock.GetUtcNow());
    }

    [Fact]
    public async Task It_is_compared_at_the_start_and_by_each_commit_with_the_clock_behind()
    {
        var own = new FakeTimeProvider(TimeProvider.System.GetUtcNow().AddMinutes(3));
        await using var storage = await StorageFixture.CreateAsync(DatabaseKind.Postgres, configure: services => services.AddSingleton<TimeProvider>(provider => new SiloClock(provider.GetRequiredService<ClockWatch>(), own)));
        var (watch, clock) = (storage.Services.GetRequiredService<ClockWatch>(), storage.Services.GetRequiredService<TimeProvider>());

        await storage.Services.GetRequiredService<ClockComparison>().CompareAsync(TestContext.Current.CancellationToken);
        AssertPutRight();
        await storage.Services.GetRequiredService<IJournal>().AppendAsync(Sample.Commit(Sample.Session()));
        AssertPutRight();

        void AssertPutRight()
        {
            Assert.False(watch.Healthy);
            Assert.InRange(clock.GetUtcNow() - own.GetUtcNow(), TimeSpan.FromMinutes(-3), TimeSpan.FromMinutes(-2.5));
        }
    }
}
