using Medzdrav.Contracts;

namespace Medzdrav.Tests.Rules;

/// <summary>Whom a session is held out to after it came back.</summary>
public sealed class ReturnedOfferRuleTests : QueueOnPaper
{
    [Fact]
    public void Who_declined_is_asked_for_the_next_and_after_5_seconds_for_the_same_when_nobody_else_is_free()
    {
        OnDuty("one");
        Wait("a");
        Wait("b", seconds: 1);
        Return(Assert.Single(Queue.Decide(Noon)), OfferReturn.Declined);

        Assert.Equal(["b:one"], Decide());
        Queue.Remove(new SessionId("b"), 1, isAdmitted: false, Noon);
        Assert.Empty(Decide(4));
        Assert.Equal(["a:one"], Decide(5));
    }

    [Theory]
    [InlineData(OfferReturn.Declined)]
    [InlineData(OfferReturn.Missed)]
    [InlineData(OfferReturn.TakenBack)]
    public void Whatever_came_back_goes_to_another_one_first(OfferReturn how)
    {
        OnDuty("rested", idleFor: 60);
        OnDuty("other");
        Wait("a");
        Return(Assert.Single(Queue.Decide(Noon)), how);

        Assert.Equal(["a:other"], Decide(5));
    }

    [Fact]
    public void What_was_taken_back_is_held_out_again_at_once_when_nobody_else_is_free()
    {
        OnDuty("one");
        Wait("a");
        Return(Assert.Single(Queue.Decide(Noon)), OfferReturn.TakenBack);

        Assert.Equal(["a:one"], Decide());
    }

    [Fact]
    public void What_was_missed_is_not_held_out_again_at_once()
    {
        OnDuty("one");
        Wait("a");
        Return(Assert.Single(Queue.Decide(Noon)), OfferReturn.Missed);

        Assert.Empty(Decide(4));
        Assert.Equal(["a:one"], Decide(5));
    }

    [Fact]
    public void A_second_returning_patient_waits_until_the_place_beyond_the_capacity_is_free_again()
    {
        var own = new Availability(new StaffId("own"), OnDuty: true, FreeUnits: 0, Units: 3, Noon);
        Queue.Renew(own, Noon);
        Wait("a", preferred: "own");
        Wait("b", seconds: 1, preferred: "own");
        Assert.Equal(["a:own"], Decide());

        // Before and after the specialist says so.
        Queue.Remove(new SessionId("a"), 1, isAdmitted: true, Noon);
        Assert.Empty(Decide());
        Queue.Renew(own with { IsBeyondTaken = true }, Noon);
        Assert.Empty(Decide());
        Queue.Renew(own, Noon);
        Assert.Equal(["b:own"], Decide());
    }

    [Fact]
    public void Who_wraps_up_covers_theQueue_and_is_not_asked()
    {
        Queue.Renew(new Availability(new StaffId("doctor"), OnDuty: true, 1, 1, Noon, IsWrappingUp: true), Noon);
        Wait("a");
        Wait("own", preferred: "doctor");

        Assert.Empty(Decide());
        Assert.Equal(1, Queue.Board.OnDuty);
        OnDuty("doctor", units: 1);
        Assert.Equal(["a:doctor"], Decide());
    }
}
