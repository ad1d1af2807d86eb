using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Tests.Rules;

/// <summary>Of the first three in a line those are news who put the page aside, as third and as next, once each.</summary>
public class NearTurnTests : QueueOnPaper
{
    private readonly NearTurns near = new();

    [Fact]
    public void Who_comes_near_while_the_page_is_aside_is_news_as_third_and_as_next()
    {
        foreach (var (session, at) in new[] { ("a", 1), ("b", 2), ("c", 3) })
            Wait(session, at);
        Wait("d", 4, presence: Presence.Aside);
        Assert.Empty(News());

        Leave("a");
        Assert.Equal(["d:3"], News());
        Assert.Empty(News());
        Leave("b");
        Assert.Empty(News());
        Leave("c");
        Assert.Equal(["d:1"], News());
        Assert.Empty(News());
    }

    [Fact]
    public void Who_saw_the_place_on_the_page_is_not_told_of_it_afterwards()
    {
        Wait("a", 1);
        Wait("b", 2);
        Assert.Empty(News());

        Wait("b", 2, presence: Presence.Aside);
        Assert.Empty(News());
        Leave("a");
        Assert.Equal(["b:1"], News());
    }

    [Fact]
    public void Those_who_are_away_hold_nobody_up()
    {
        Wait("a", 1, presence: Presence.Away);
        Wait("b", 2, presence: Presence.Aside);

        Assert.Equal(["b:1"], News());
    }

    [Fact]
    public void Who_put_the_page_aside_is_offered_like_somebody_who_is_there()
    {
        Wait("a", 1, presence: Presence.Away);
        Wait("b", 2, presence: Presence.Aside);
        Wait("b", 2, presence: Presence.Awaited);
        OnDuty("m");

        Assert.Equal(["b:m"], Decide());
    }

    private string[] News() => [.. near.News(Queue.Line).Select(news => $"{news.Waiting.SessionId}:{news.Place}")];

    private void Leave(string session) => Queue.Remove(new SessionId(session), 1, isAdmitted: false, Noon);
}
