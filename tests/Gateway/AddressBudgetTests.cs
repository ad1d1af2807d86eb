using Medzdrav.Gateway;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Medzdrav.Tests.Gateway;

/// <summary>The budget that all connections of one address share.</summary>
public sealed class AddressBudgetTests
{
    private readonly FakeTimeProvider clock = new();
    private readonly GatewayOptions options = new() { AddressBurst = 100, AddressCallsPerSecond = 10, AddressTextBurst = 64 * 1024, AddressTextBytes = 1024 };

    [Fact]
    public void Many_connections_of_one_address_share_one_budget_and_another_address_has_its_own()
    {
        var budgets = Budgets("Production");
        var (one, other, stranger) = (budgets.Of(From("203.0.113.7")), budgets.Of(From("203.0.113.7")), budgets.Of(From("198.51.100.1")));

        Assert.Equal(100, Enumerable.Range(0, 150).Count(call => (call % 2 == 0 ? one : other).Take()));
        Assert.True(stranger.Take());
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(10, Enumerable.Range(0, 150).Count(_ => one.Take()));
    }

    [Fact]
    public void Long_texts_are_counted_by_their_bytes()
    {
        var budget = Budgets("Production").Of(From("203.0.113.7"));

        Assert.Equal(4, Enumerable.Range(0, 10).Count(_ => budget.Take(1, Russian(8_000))));
        Assert.True(budget.Take(1, Russian(100)));
        clock.Advance(TimeSpan.FromSeconds(16));
        Assert.True(budget.Take(1, Russian(8_000)));
    }

    [Fact]
    public void A_text_counts_by_its_bytes_whatever_its_letters_take()
    {
        var budget = Budgets("Production").Of(From("203.0.113.7"));
        Assert.Equal(8, Enumerable.Range(0, 20).Count(_ => budget.Take(1, TextBytes.Of(new string('x', 8_000)))));

        budget = Budgets("Production").Of(From("198.51.100.1"));
        Assert.Equal(2, Enumerable.Range(0, 10).Count(_ => budget.Take(1, TextBytes.Of(new string('€', 8_000)))));
    }

    [Fact]
    public void Texts_count_wherever_they_stand_in_a_call()
    {
        Assert.Equal(6, TextBytes.Of(new CallbackRequest("+7 900", null)));
        Assert.Equal(3, TextBytes.Of(new[] { "a", "bc" }));
        Assert.Equal(0, TextBytes.Of(null) + TextBytes.Of(7) + TextBytes.Of(Guid.NewGuid()));
    }

    [Fact]
    public void A_text_that_is_too_much_costs_its_call_and_leaves_shorter_ones_their_bytes()
    {
        var budget = Budgets("Production").Of(From("203.0.113.7"));

        Assert.All(Enumerable.Range(0, 40), _ => Assert.False(budget.Take(1, Russian(40_000))));
        Assert.Equal(60, Enumerable.Range(0, 150).Count(_ => budget.Take(1, Russian(100))));
    }

    [Fact]
    public void An_address_that_leaves_and_comes_again_has_no_more_for_that()
    {
        var budgets = Budgets("Production");
        var budget = budgets.Of(From("203.0.113.7"));
        while (budget.Take())
        {
        }
        budget.Leave();
        clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(50, Enumerable.Range(0, 150).Count(_ => budgets.Of(From("203.0.113.7")).Take()));

        clock.Advance(TimeSpan.FromMinutes(2));
        budgets.Of(From("198.51.100.1"));
        Assert.Same(budget, budgets.Of(From("203.0.113.7")));
    }

    [Fact]
    public async Task Few_calls_of_an_address_are_under_way_at_once_and_the_others_wait_in_order()
    {
        options.AddressCallsAtOnce = 2;
        var budgets = Budgets("Production");
        var (budget, stranger) = (budgets.Of(From("203.0.113.7")), budgets.Of(From("198.51.100.1")));
        Task[] calls = [.. Enumerable.Range(0, 4).Select(_ => budget.MayStart())];

        Assert.Equal([true, true, false, false], calls.Select(call => call.IsCompleted));
        Assert.True(stranger.MayStart().IsCompleted);
        budget.End();
        await calls[2];
        Assert.False(calls[3].IsCompleted);
        budget.End();
        await calls[3];
    }

    [Fact]
    public void A_developers_own_machine_is_exempt()
    {
        var budget = Budgets("Development").Of(From("127.0.0.1"));

        Assert.All(Enumerable.Range(0, 1_000), _ => Assert.True(budget.Take(1, Russian(8_000)) && budget.MayStart().IsCompleted));
        Assert.NotSame(budget, Budgets("Production").Of(From("127.0.0.1")));
    }

    private AddressBudgets Budgets(string environment) => new(Options.Create(options), new HostingEnvironment { EnvironmentName = environment }, clock);

    private static Connection From(string address) => new("id", default, "credential", _ => ValueTask.CompletedTask, () => { }) { Address = address };

    private static int Russian(int characters) => TextBytes.Of(new string('ы', characters));
}
