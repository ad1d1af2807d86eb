namespace Medzdrav.Tests.Rules;

/// <summary>A split queue keeps its order within the stated bound, and leaves nobody waiting beside a free specialist: a short run of what <c>tests/Measure -- queue-shards</c> plays with 10,000 specialists.</summary>
public sealed class QueueSimulationTests
{
    /// <summary>The time that is tolerated, the age of the news, and the way of the notices.</summary>
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(2 + 1 + 0.1);

    /// <summary>A specialist whose word was overtaken says it again after three seconds.</summary>
    private static readonly TimeSpan Renewal = TimeSpan.FromSeconds(3 + 0.1);

    [Theory]
    [InlineData(4, 1)]
    [InlineData(4, 2)]
    [InlineData(16, 3)]
    public void The_order_of_a_split_queue_is_broken_by_no_more_than_the_bound(int shards, int seed)
    {
        var figures = Play(new SimulatedLoad(Specialists: 300, shards, seed));

        Assert.True(figures.Lent > 0, "Shards lend specialists.");
        Assert.True(figures.MostOvertaken <= Bound, $"Somebody who came {figures.MostOvertaken.TotalSeconds:0.0} s later was held out first.");
        Assert.Equal(0, figures.Wrong);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(4, 1)]
    [InlineData(16, 3)]
    public void Nobody_waits_for_long_beside_a_specialist_who_is_free(int shards, int seed)
    {
        var figures = Play(new SimulatedLoad(Specialists: 300, shards, seed));

        Assert.True(figures.LongestIdle <= Renewal, $"A specialist was idle for {figures.LongestIdle.TotalSeconds:0.0} s while somebody waited.");
    }

    [Fact]
    public void A_split_queue_lets_people_wait_no_longer_than_a_whole_one()
    {
        var (whole, split) = (Play(new SimulatedLoad(300, Shards: 1, Seed: 5)), Play(new SimulatedLoad(300, Shards: 8, Seed: 5)));

        Assert.InRange(split.Wait(0.5), 0, whole.Wait(0.5) * 1.25 + 3);
        Assert.InRange(split.Wait(0.99), 0, whole.Wait(0.99) * 1.25 + 10);
    }

    [Fact]
    public void A_killed_shard_and_lost_notices_cost_seconds_and_nobody_is_left()
    {
        var figures = Play(new SimulatedLoad(300, Shards: 4, Seed: 7) { KilledAt = TimeSpan.FromMinutes(9), LostOf100000 = 100, Phases = [(TimeSpan.FromMinutes(5), 0.85), (TimeSpan.FromMinutes(6), 1.25), (TimeSpan.FromMinutes(14), 0.5)] });

        Assert.Equal(0, figures.Wrong);
        Assert.InRange(figures.LongestLeft, TimeSpan.Zero, TimeSpan.FromMinutes(2));
    }

    private static SimulationFigures Play(SimulatedLoad load) => new QueueSimulation(load).Play();
}
