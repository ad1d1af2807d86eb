using Medzdrav.Contracts;

namespace Medzdrav.Tests.Rules;

/// <summary>Changes while somebody waits: whether they are there, and how they want to talk.</summary>
public sealed class WaitChangeRuleTests : QueueOnPaper
{
    [Fact]
    public void A_patient_who_is_not_there_keeps_the_place_and_is_not_held_out()
    {
        OnDuty("one");
        Wait("ghost", presence: Presence.Awaited);
        Wait("away", seconds: 1, presence: Presence.Away);
        Wait("late", seconds: 2);

        Assert.Equal(["late:one"], Decide());
        OnDuty("two");
        Assert.Empty(Decide());
        Assert.Equal(["ghost", "away", "late"], Queue.Line.InOrder.Select(waiting => waiting.SessionId.Value));
        Wait("ghost");
        Assert.Equal(["ghost:two"], Decide());
    }

    [Fact]
    public void Ten_ghosts_are_held_out_to_nobody()
    {
        OnDuty("one");
        for (var ghost = 0; ghost < 10; ghost++)
            Wait($"ghost-{ghost}", seconds: ghost, presence: Presence.Awaited);
        Wait("patient", seconds: 60);

        Assert.Equal(["patient:one"], Decide());
    }

    [Fact]
    public void A_patient_who_goes_while_held_out_is_withdrawn_and_comes_back_to_the_same_place()
    {
        OnDuty("one");
        Wait("a");
        Wait("b", seconds: 1);
        Decide();

        Assert.NotNull(Queue.Enqueue(Waiting("a", presence: Presence.Away), Noon));

        Assert.Equal(["b:one"], Decide());
        Wait("a");
        OnDuty("two");
        Assert.Equal(["a:two"], Decide());
    }

    [Fact]
    public void A_patient_who_puts_the_page_aside_while_held_out_is_held_out_as_before()
    {
        OnDuty("one");
        OnDuty("two");
        Wait("a");
        var lease = Assert.Single(Queue.Decide(Noon));

        foreach (var presence in new[] { Presence.Aside, Presence.Here })
            Assert.Null(Queue.Enqueue(Waiting("a", presence: presence), Noon));
        Assert.Empty(Decide());
        Assert.Equal(lease, Queue.Enqueue(Waiting("a", presence: Presence.Away), Noon));
    }

    [Fact]
    public void A_row_that_still_awaits_the_patient_does_not_send_away_who_has_joined()
    {
        OnDuty("one");
        Wait("a");
        Wait("a", presence: Presence.Awaited);

        Assert.Equal(["a:one"], Decide());
    }

    [Fact]
    public void A_session_that_is_raised_or_lowered_while_held_out_rings_on_and_has_the_new_place_afterwards()
    {
        OnDuty("one");
        Wait("a");
        var lease = Assert.Single(Queue.Decide(Noon));
        Wait("b", seconds: -1);

        foreach (var presence in new[] { Presence.Here, Presence.Awaited })
            Assert.Null(Queue.Enqueue(Placed("a", Medzdrav.Contracts.Wait.RaisedPriority, presence), Noon));
        Assert.Empty(Decide());
        Assert.Equal(["a", "b"], Queue.Line.InOrder.Select(waiting => waiting.SessionId.Value));
        Assert.Null(Queue.Enqueue(Placed("a", 0), Noon));
        Assert.Equal(["b", "a"], Queue.Line.InOrder.Select(waiting => waiting.SessionId.Value));

        Queue.Enqueue(Placed("a", Medzdrav.Contracts.Wait.RaisedPriority), Noon);
        Return(lease, OfferReturn.TakenBack);
        OnDuty("two");
        Assert.Equal("a", Queue.Decide(Noon)[0].Waiting.SessionId.Value);
    }

    [Fact]
    public void Another_priority_in_the_row_is_news()
    {
        Assert.False(Ticket("a").IsNewsBeside(Waiting("a")));
        Assert.True((Ticket("a") with { Priority = 2 }).IsNewsBeside(Waiting("a")));
        Assert.True(Ticket("a").IsNewsBeside(Placed("a", 2)));
    }

    [Fact]
    public void A_call_that_turned_into_a_chat_is_held_out_to_who_has_one_place_and_the_other_way_round_is_not()
    {
        OnDuty("half", free: 1);
        Wait("a", mode: SessionMode.Audio);
        Assert.Empty(Decide());

        Wait("a", mode: SessionMode.Chat);
        var lease = Assert.Single(Queue.Decide(Noon));
        Assert.Equal("half", lease.Staff.Value);

        Assert.Equal(lease, Queue.Enqueue(Waiting("a", mode: SessionMode.Video), Noon));
        Assert.Empty(Decide());
    }

    private static WaitingSession Placed(string session, int priority, Presence presence = Presence.Here)
    {
        var waiting = Waiting(session, presence: presence);
        return waiting with { Wait = waiting.Wait with { Priority = priority } };
    }
}
