using Medzdrav.Contracts;
using Medzdrav.Gateway;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Medzdrav.Tests.Gateway;

/// <summary>The budget that all connections of one person share.</summary>
public sealed class PersonBudgetTests
{
    private readonly FakeTimeProvider clock = new();
    private readonly GatewayOptions options = new() { PersonBurst = 100, PersonCallsPerSecond = 10, PersonTextBurst = 64 * 1024, PersonTextBytes = 1024 };

    [Fact]
    public void Connections_of_one_person_share_one_budget_wherever_they_come_from()
    {
        var budgets = Budgets("Production");
        var (phone, laptop, somebodyElse) = (budgets.Of(Of("anna", "203.0.113.7")), budgets.Of(Of("anna", "198.51.100.1")), budgets.Of(Of("boris", "203.0.113.7")));

        Assert.Equal(100, Enumerable.Range(0, 150).Count(call => (call % 2 == 0 ? phone : laptop).Take()));
        Assert.True(somebodyElse.Take());
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(10, Enumerable.Range(0, 150).Count(_ => phone.Take()));
    }

    [Fact]
    public void Texts_of_a_person_are_counted_by_their_bytes()
    {
        var budget = Budgets("Production").Of(Of("anna", "203.0.113.7"));

        Assert.Equal(4, Enumerable.Range(0, 10).Count(_ => budget.Take(1, TextBytes.Of(new string('я', 8_000)))));
        clock.Advance(TimeSpan.FromSeconds(16));
        Assert.True(budget.Take(1, TextBytes.Of(new string('я', 8_000))));
    }

    [Fact]
    public void Coming_again_gives_no_more()
    {
        var budgets = Budgets("Production");
        var budget = budgets.Of(Of("anna", "203.0.113.7"));
        Assert.Equal(100, Enumerable.Range(0, 100).Count(_ => budget.Take()));
        budget.Leave();
        clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(10, Enumerable.Range(0, 100).Count(_ => budgets.Of(Of("anna", "203.0.113.7")).Take()));
    }

    [Fact]
    public void A_developers_own_machine_is_exempt() =>
        Assert.All(Enumerable.Range(0, 1_000), _ => Assert.True(Budgets("Development").Of(Of("anna", "127.0.0.1")).Take()));

    private PersonBudgets Budgets(string environment) => new(Options.Create(options), new HostingEnvironment { EnvironmentName = environment }, clock);

    private static Connection Of(string person, string address) =>
        new(Guid.NewGuid().ToString("N"), Caller.Of(new AccountId(person)), "credential", _ => ValueTask.CompletedTask, () => { }) { Address = address };
}
