using Medzdrav.Tests.Load;
using Microsoft.Extensions.Time.Testing;

namespace Medzdrav.Tests.Tools;

public class SamplerTests
{
    [Fact]
    public void The_seconds_sum_up_to_the_totals()
    {
        var run = Given.Run();

        foreach (var (what, total) in run.Totals)
            Assert.Equal(total, run.Series.Sum(second => second.Counts[what]));
        foreach (var (step, percentiles) in run.Percentiles)
            Assert.Equal(percentiles.Summary.Count, run.Series.Sum(second => second.Times[step].Count));
        Assert.Equal(run.Levels, run.Series[^1].Levels);
    }

    [Fact]
    public void A_rate_is_by_the_length_of_its_second()
    {
        var clock = new FakeTimeProvider(Given.Noon);
        var figures = new RunFigures();
        var sampler = new Sampler(figures, clock);
        figures.Count(Happening.Arrived);
        clock.Advance(TimeSpan.FromSeconds(0.25));

        Assert.Equal(4, sampler.Take().RateOf(Happening.Arrived));
    }

    [Fact]
    public async Task A_run_is_sampled_every_second_and_once_more_at_its_end()
    {
        var clock = new FakeTimeProvider(Given.Noon);
        var figures = new RunFigures();
        var sampler = new Sampler(figures, clock);
        var run = new TaskCompletionSource();
        var seen = new SemaphoreSlim(0);
        var sampling = sampler.UntilAsync(run.Task, _ => seen.Release());

        for (var second = 0; second < 3; second++)
        {
            figures.Count(Happening.Closed);
            clock.Advance(TimeSpan.FromSeconds(1));
            Assert.True(await seen.WaitAsync(TimeSpan.FromSeconds(10)));
        }
        figures.Count(Happening.Closed);
        clock.Advance(TimeSpan.FromSeconds(0.5));
        run.SetResult();
        await sampling;

        Assert.Equal([1, 2, 3, 3.5], sampler.Series.Select(second => second.At));
        Assert.All(sampler.Series, second => Assert.Equal(1, second.Counts[Happening.Closed]));
    }
}
