using Medzdrav.Contracts;

namespace Medzdrav.Tests.Gateway;

/// <summary>The home page says how long people wait as a rule, and does without where nobody can say.</summary>
public sealed class HomeWaitTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 30, 9, 0, 0, TimeSpan.Zero);
    private static readonly ServiceTerms Terms = new(
        TimeSpan.FromMinutes(20), [TimeSpan.FromMinutes(3)], TimeSpan.FromMinutes(7), TimeSpan.FromMinutes(2), TimeSpan.FromHours(36), TimeSpan.FromMinutes(10),
        OffersMissed: 3, MessageCharacters: 500, ReasonCharacters: 100, ConclusionCharacters: 9_000, TimeZone: "Europe/Moscow");

    [Theory]
    [InlineData(20, 130, "Обычно ждут 2 минуты")]
    [InlineData(500, 29, "Обычно ждут меньше минуты")]
    [InlineData(20, 60, "Обычно ждут 1 минуту")]
    public async Task What_is_usual_stands_beside_who_is_on_duty(int waits, int seconds, string told) =>
        Assert.Contains(told, await PageAsync(new UsualWait(QueueKind.Consultant, waits, seconds, seconds, 0, 0, 0)), StringComparison.Ordinal);

    [Fact]
    public async Task A_few_waits_say_nothing_and_a_cluster_that_does_not_know_is_no_fault_of_the_page()
    {
        Assert.DoesNotContain("Обычно ждут", await PageAsync(new UsualWait(QueueKind.Consultant, 19, 130, 130, 0, 0, 0)), StringComparison.Ordinal);
        var page = await PageAsync(null);
        Assert.Contains("на линии", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Обычно ждут", page, StringComparison.Ordinal);
    }

    private static async Task<string> PageAsync(UsualWait? usual)
    {
        var queue = PageHost.Grain<IQueueGrain>((nameof(IQueueGrain.Coverage), Task.FromResult(new QueueCoverage(QueueKind.Consultant, 1, 0, Noon))));
        var terms = PageHost.Grain<IServiceTermsGrain>((nameof(IServiceTermsGrain.Read), Task.FromResult(Terms)));
        object[] history = usual is null ? [] : [PageHost.Grain<IHistoryGrain>((nameof(IHistoryGrain.UsualWaits), Task.FromResult(new[] { usual })))];
        await using var host = await PageHost.StartAsync(null, [queue, terms, .. history]);
        return await host.PageAsync("/");
    }
}
