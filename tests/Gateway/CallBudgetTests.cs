using Medzdrav.Gateway;
using Microsoft.Extensions.Time.Testing;

namespace Medzdrav.Tests.Gateway;

/// <summary>How many calls one connection may make, and when it is cut.</summary>
public sealed class CallBudgetTests
{
    private const int Burst = 200;
    private const int Refill = 50;
    private readonly FakeTimeProvider clock = new();
    private readonly CallBudget budget;

    public CallBudgetTests() => budget = new CallBudget(Burst, Refill, clock);

    [Fact]
    public void A_burst_is_allowed_and_no_more_than_it()
    {
        Assert.Equal(200, Taken(300));
        Assert.False(budget.IsOverdrawn);
    }

    [Fact]
    public void The_budget_grows_again_with_time_but_never_above_a_burst()
    {
        Taken(200);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(50, Taken(100));
        clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(200, Taken(1_000));
    }

    [Fact]
    public void Who_calls_at_the_allowed_pace_is_never_refused()
    {
        Assert.Equal(30_000, PerSecond(calls: 50, seconds: 600));
        Assert.False(budget.IsOverdrawn);
    }

    [Fact]
    public void Ten_times_too_many_calls_for_about_ten_seconds_are_too_much()
    {
        PerSecond(calls: 500, seconds: 9);
        Assert.False(budget.IsOverdrawn);

        PerSecond(calls: 500, seconds: 5);
        Assert.True(budget.IsOverdrawn);
    }

    [Fact]
    public void A_short_flood_is_forgiven_after_a_while()
    {
        PerSecond(calls: 1_000, seconds: 4);
        clock.Advance(TimeSpan.FromSeconds(80));
        PerSecond(calls: 1_000, seconds: 4);

        Assert.False(budget.IsOverdrawn);
    }

    private int Taken(int calls) => Enumerable.Range(0, calls).Count(_ => budget.Take());

    private int PerSecond(int calls, int seconds) => Enumerable.Range(0, calls * seconds).Count(_ =>
    {
        clock.Advance(TimeSpan.FromSeconds(1) / calls);
        return budget.Take();
    });
}
