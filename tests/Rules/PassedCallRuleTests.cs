using Medzdrav.Contracts;

namespace Medzdrav.Tests.Rules;

/// <summary>A call that chats pass, for a bounded time.</summary>
public sealed class PassedCallRuleTests : QueueOnPaper
{
    [Fact]
    public void A_call_is_passed_by_chats_for_a_minute_and_then_somebody_is_kept_for_it()
    {
        OnDuty("half", free: 1, at: 0);
        Wait("call", mode: SessionMode.Video);
        Assert.Empty(Decide());
        Wait("chat", seconds: 1);
        Assert.Equal(["chat:half"], Decide(59));
        Queue.Remove(new SessionId("chat"), 1, isAdmitted: true, Noon);

        OnDuty("half", free: 2, at: 60);
        Wait("another", seconds: 2);
        Assert.Empty(Decide(60));
        OnDuty("half", free: 3, at: 61);
        Assert.Equal(["call:half"], Decide(61));
    }

    [Fact]
    public void Only_one_is_kept_for_a_call_and_the_others_take_chats()
    {
        OnDuty("two-free", free: 2);
        OnDuty("one-free", free: 1);
        Wait("call", mode: SessionMode.Audio);
        Decide();
        Wait("a", seconds: 1);
        Wait("b", seconds: 2);
        OnDuty("two-free", free: 2, at: 60);
        OnDuty("one-free", free: 1, at: 60);

        Assert.Equal(["a:one-free"], Decide(60));
    }

    [Fact]
    public void When_the_call_is_gone_nobody_is_kept()
    {
        OnDuty("half", free: 1);
        Wait("call", mode: SessionMode.Audio);
        Decide();
        Wait("chat", seconds: 1);
        OnDuty("half", free: 1, at: 60);
        Assert.Empty(Decide(60));

        Queue.Remove(new SessionId("call"), 1, isAdmitted: false, Noon);

        Assert.Equal(["chat:half"], Decide(60));
    }
}
