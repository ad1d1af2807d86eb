using Medzdrav.Contracts;

namespace Medzdrav.Tests.Rules;

/// <summary>The choice of who is held out to whom.</summary>
public sealed class QueueRuleTests : QueueOnPaper
{
    [Fact]
    public void The_first_in_line_is_held_out_to_who_is_idle_longest()
    {
        OnDuty("tired", idleFor: 1);
        OnDuty("rested", idleFor: 60);
        OnDuty("half", idleFor: 600, free: 1);
        Wait("second", seconds: 10);
        Wait("first", seconds: 5);
        Wait("third", seconds: 15);
        Wait("fourth", seconds: 20);

        Assert.Equal(["first:rested", "second:tired", "third:half"], Decide());
    }

    [Fact]
    public void A_call_waits_for_somebody_idle_and_lets_chats_pass()
    {
        OnDuty("half", free: 1);
        Wait("call", mode: SessionMode.Video);
        Wait("chat", seconds: 1);

        Assert.Equal(["chat:half"], Decide());
        OnDuty("idle");
        Assert.Equal(["call:idle"], Decide());
    }

    [Fact]
    public void Nobody_is_asked_two_things_at_once()
    {
        OnDuty("one");
        Wait("a");
        Wait("b", seconds: 1);

        Assert.Equal(["a:one"], Decide());
        OnDuty("one");
        Assert.Empty(Decide());
    }

    [Fact]
    public void Who_took_a_session_is_not_asked_beyond_their_capacity_before_they_said_so()
    {
        OnDuty("doctor", units: 1);
        Wait("a");
        Wait("b", seconds: 1);
        Decide();

        Queue.Remove(new SessionId("a"), 1, isAdmitted: true, Noon);

        Assert.Empty(Decide());
        OnDuty("doctor", units: 1);
        Assert.Equal(["b:doctor"], Decide());
    }

    [Fact]
    public void A_word_that_knows_of_the_session_already_is_not_counted_down_again()
    {
        OnDuty("consultant");
        Wait("a");
        Wait("b", seconds: 1);
        Decide();
        OnDuty("consultant", free: 2);

        Queue.Remove(new SessionId("a"), 1, isAdmitted: true, Noon);

        Assert.Equal(2, Queue.Board.Find(new StaffId("consultant"))!.FreeUnits);
        Assert.Equal(["b:consultant"], Decide());
    }

    [Fact]
    public void A_patient_who_left_leaves_the_specialist_to_the_next()
    {
        OnDuty("one");
        Wait("a");
        Wait("b", seconds: 1);
        Decide();

        var withdrawn = Queue.Remove(new SessionId("a"), 1, isAdmitted: false, Noon);

        Assert.Equal("one", withdrawn!.Staff.Value);
        Assert.Equal(["b:one"], Decide());
    }

    [Fact]
    public void An_offer_without_an_answer_goes_to_the_next_one()
    {
        OnDuty("silent", idleFor: 60);
        Wait("a");
        Decide();
        Queue.Forget(Noon + Asking);
        OnDuty("other", at: 22);

        Assert.Empty(Decide(21));
        Assert.Equal(["a:other"], Decide(22));
    }

    [Fact]
    public void A_returning_patient_is_asked_of_the_own_consultant_first_even_beyond_the_capacity()
    {
        OnDuty("other");
        Wait("returned", atHead: true, preferred: "own");
        Assert.Empty(Decide());

        OnDuty("own", free: 0);

        var lease = Assert.Single(Queue.Decide(Noon));
        Assert.Equal("own", lease.Staff.Value);
        Assert.True(lease.Exceeds);
    }

    [Fact]
    public void After_a_minute_anybody_is_asked_for_a_returning_patient()
    {
        Wait("returned", atHead: true, preferred: "own");
        Wait("first", seconds: -100);
        Queue.Forget(Noon.AddSeconds(60));
        OnDuty("other", at: 60);

        Assert.Equal(["first:other"], Decide(59));
        OnDuty("third", at: 60);
        Assert.Equal(["returned:third"], Decide(60));
    }

    [Fact]
    public void An_own_consultant_who_is_being_asked_is_not_asked_for_a_second_thing()
    {
        OnDuty("own");
        Wait("a");
        Decide();
        Wait("returned", atHead: true, preferred: "own");

        Assert.Empty(Decide());
        Queue.Remove(new SessionId("a"), 1, isAdmitted: false, Noon);
        Assert.Equal(["returned:own"], Decide());
    }

    [Fact]
    public void Who_handed_a_patient_over_is_asked_only_when_nobody_else_is_on_duty()
    {
        OnDuty("giver");
        OnDuty("busy", free: 0);
        Wait("handed", avoided: "giver");
        Assert.Empty(Decide());

        Queue.Renew(new Availability(new StaffId("busy"), false, 0, 3, Noon), Noon);

        Assert.Equal(["handed:giver"], Decide());
    }

    [Fact]
    public void Who_is_silent_or_off_duty_is_not_asked()
    {
        OnDuty("silent");
        Queue.Forget(Noon.AddSeconds(11));
        Queue.Renew(new Availability(new StaffId("off"), false, 3, 3, Noon), Noon);
        Wait("a");

        Assert.Empty(Decide(11));
        Assert.Equal(0, Queue.Board.OnDuty);
    }

    [Fact]
    public void Who_has_no_row_waits_no_more()
    {
        Wait("gone");
        Wait("stays");
        OnDuty("one");
        Decide();

        var over = Queue.Keep([Ticket("stays"), Ticket("new")], Noon);

        Assert.Equal("gone", Assert.Single(over).Waiting.SessionId.Value);
        Assert.Equal("stays", Assert.Single(Queue.Line.InOrder).SessionId.Value);
        Assert.Equal(["stays:one"], Decide());
    }
}
