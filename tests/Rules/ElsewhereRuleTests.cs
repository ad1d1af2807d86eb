using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Tests.Rules;

/// <summary>A queue of two shards: who is lent where, and who is asked for whom.</summary>
public sealed class ElsewhereRuleTests
{
    private static readonly DateTimeOffset Noon = Given.Noon;
    private static readonly MatchingTerms Terms = new(TimeSpan.FromSeconds(22), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(40), TimeSpan.FromSeconds(60), TimeSpan.FromMinutes(4));
    private readonly Matching[] _shards = [Shard(0), Shard(1)];

    [Fact]
    public void A_specialist_whom_nobody_needs_here_is_lent_to_where_somebody_waits()
    {
        var free = OnDuty(0);
        Wait(1, "a", 0);
        Tell(1);

        Assert.Empty(Decide(0));
        Assert.Equal([free], Lend(from: 0, to: 1));
        Assert.Equal([$"a:{free}"], Decide(1));
        Assert.Empty(_shards[1].TakeEnded());
    }

    [Fact]
    public void Who_came_earlier_elsewhere_by_more_than_is_tolerated_comes_first()
    {
        var free = OnDuty(0);
        Wait(0, "late", 10);
        Wait(1, "early", 7);
        Tell(1);

        Assert.Empty(Decide(0));
        Assert.Equal([free], Lend(from: 0, to: 1));
    }

    [Fact]
    public void Who_came_hardly_earlier_elsewhere_does_not()
    {
        var free = OnDuty(0);
        Wait(0, "here", 10);
        Wait(1, "there", 8);
        Tell(1);

        Assert.Equal([$"here:{free}"], Decide(0));
    }

    [Fact]
    public void A_higher_priority_elsewhere_comes_first_however_late_it_came()
    {
        var free = OnDuty(0);
        Wait(0, "here", 10);
        Wait(1, "raised", 500, priority: 2);
        Tell(1);

        Assert.Empty(Decide(0));
        Assert.Equal([free], Lend(from: 0, to: 1));
    }

    [Fact]
    public void A_call_elsewhere_holds_up_nobody_whose_specialist_is_only_partly_free()
    {
        var half = OnDuty(0, free: 1);
        Wait(0, "chat", 10);
        Wait(1, "call", 0, SessionMode.Video);
        Tell(1);

        Assert.Equal([$"chat:{half}"], Decide(0));
    }

    [Fact]
    public void A_returning_patients_own_consultant_is_lent_even_when_their_units_are_taken()
    {
        var own = OnDuty(0, free: 0);
        Wait(1, "back", 0, preferred: own);
        Tell(1);

        Decide(0);

        Assert.Equal([own], Lend(from: 0, to: 1));
        var lease = Assert.Single(_shards[1].Decide(Noon));
        Assert.True(lease.Exceeds);
    }

    [Fact]
    public void Who_is_lent_is_asked_for_nobody_here_until_they_are_back()
    {
        var free = OnDuty(0);
        Wait(1, "a", 0);
        Tell(1);
        Decide(0);
        Lend(from: 0, to: 1);
        Wait(0, "b", 20);
        Assert.Empty(Decide(0));

        // The patient left meanwhile: the loan comes back unused.
        _shards[1].Remove(Id(1, "a"), 1, isAdmitted: false, Noon);
        Assert.Empty(Decide(1));
        GiveBack(from: 1, to: 0);

        Assert.Equal([$"b:{free}"], Decide(0));
    }

    [Fact]
    public void Who_was_not_needed_there_is_lent_there_again_only_after_its_next_news()
    {
        var free = OnDuty(0);
        Wait(1, "a", 0);
        Wait(1, "b", 1);
        Tell(1);
        Decide(0);
        _shards[1].Remove(Id(1, "a"), 1, isAdmitted: false, Noon);
        _shards[1].Remove(Id(1, "b"), 1, isAdmitted: false, Noon);
        Lend(from: 0, to: 1);
        Decide(1);
        GiveBack(from: 1, to: 0);

        Assert.Empty(Decide(0));
        Assert.Empty(_shards[0].TakeLoans());
        Wait(1, "c", 2);
        Tell(1);
        Decide(0);
        Assert.Equal([free], Lend(from: 0, to: 1));
    }

    [Fact]
    public void Who_took_somebody_there_is_not_asked_here_beyond_their_capacity()
    {
        OnDuty(0, units: 1, free: 1);
        Wait(1, "a", 0);
        Wait(0, "b", 20);
        Tell(1);
        Decide(0);
        Lend(from: 0, to: 1);
        Decide(1);
        _shards[1].Remove(Id(1, "a"), 1, isAdmitted: true, Noon);
        GiveBack(from: 1, to: 0);

        Assert.Empty(Decide(0));
    }

    [Fact]
    public void A_loan_that_got_lost_with_a_silo_ends_when_the_specialist_says_to_be_free()
    {
        var free = OnDuty(0);
        Wait(1, "a", 0);
        Tell(1);
        Decide(0);
        Assert.Single(_shards[0].TakeLoans());
        Wait(0, "b", 20);
        Assert.Empty(Decide(0));

        _shards[0].Renew(Free(free, 3, 3), Noon.AddSeconds(3));

        Assert.Equal([$"b:{free}"], Decide(0, at: 3));
    }

    [Fact]
    public void A_shard_that_is_silent_holds_nobody_up()
    {
        var free = OnDuty(0);
        Wait(1, "early", 0);
        Tell(1);
        Wait(0, "late", 10);

        Assert.Equal([$"late:{free}"], Decide(0, at: 6));
    }

    [Fact]
    public void Those_elsewhere_count_for_the_place_and_the_expected_wait()
    {
        OnDuty(0);
        OnDuty(1);
        foreach (var (shard, name, at) in new[] { (0, "a", 0), (1, "b", 1), (1, "c", 2), (0, "d", 3) })
            Wait(shard, name, at);
        Tell(1);

        Assert.Equal(4, _shards[0].Waiting);
        Assert.Equal((2, 6), (_shards[0].Outlook.OnDuty, _shards[0].Outlook.Units));
        Assert.Equal([0, 2], _shards[0].Line.InOrder.Select(waiting => _shards[0].Elsewhere!.Before(waiting)));
    }

    [Fact]
    public void A_long_line_is_told_by_few_places_and_counted_to_a_tenth()
    {
        for (var number = 0; number < 4_000; number++)
            Wait(1, $"{number}", number);
        Tell(1);

        var told = _shards[1].News(Covered(1)).Places;

        Assert.True(told.Length < 90, $"{told.Length} places");
        for (var second = 0; second < 4_000; second += 37)
            Assert.InRange(_shards[0].Elsewhere!.Before(Waiting(0, "x", second)), (second - 1) * 0.9, second * 1.1 + 1);
    }

    [Fact]
    public void Sessions_and_specialists_are_spread_evenly_and_nobody_is_left_out()
    {
        foreach (var count in new[] { 2, 4, 16 })
        {
            var sessions = Enumerable.Range(0, 16_000).CountBy(number => QueueShard.Of(new SessionId(DerivedId.Of("session", $"{number}")), count));
            Assert.All(sessions, shard => Assert.InRange(shard.Value, 16_000 / count * 0.85, 16_000 / count * 1.15));
            var staff = Enumerable.Range(0, 16_000).CountBy(number => QueueShard.Of(new StaffId($"staff-{number:D5}"), count));
            Assert.Equal(count, staff.Count());
            Assert.All(staff, shard => Assert.InRange(shard.Value, 16_000 / count * 0.8, 16_000 / count * 1.2));
        }
        Assert.Equal(0, QueueShard.Of(new SessionId("~strange"), 16));
        Assert.Equal(64 - 16, new QueueShard(0, 4).BeginningsElsewhere.Count());
    }

    private static Matching Shard(int number) => new(Terms, new Elsewhere(new QueueShard(number, 2), TimeSpan.FromSeconds(2)));

    private StaffId OnDuty(int shard, int? free = null, int units = 3)
    {
        var staff = Enumerable.Range(0, 100).Select(number => new StaffId($"{shard}-{number}")).First(staff => QueueShard.Of(staff, 2) == shard && _shards[shard].Board.Find(staff) is null);
        _shards[shard].Renew(Free(staff, free ?? units, units), Noon);
        return staff;
    }

    private static Availability Free(StaffId staff, int free, int units) => new(staff, OnDuty: true, free, units, Noon.AddMinutes(-1));

    private void Wait(int shard, string name, int second, SessionMode mode = SessionMode.Chat, StaffId? preferred = null, int priority = 0) =>
        _shards[shard].Enqueue(Waiting(shard, name, second, mode, preferred, priority), Noon);

    private static WaitingSession Waiting(int shard, string name, int second, SessionMode mode = SessionMode.Chat, StaffId? preferred = null, int priority = 0) => new(
        Id(shard, name), 1, mode, null, null,
        new Wait(Awaited.In(QueueKind.Consultant), LegKind.Intake, LegTerms.Unlimited, Noon.AddSeconds(second), preferred is not null, preferred, preferred is null ? null : Noon.AddSeconds(60), Priority: priority),
        Presence.Here);

    private static SessionId Id(int shard, string name) => new($"{"AB"[shard]}{name}");

    private void Tell(int shard) => _shards[1 - shard].Elsewhere!.Hear(_shards[shard].News(Covered(shard)), Noon);

    private QueueCoverage Covered(int shard) => new(QueueKind.Consultant, _shards[shard].Board.OnDuty, _shards[shard].Line.Count, Noon);

    private string[] Decide(int shard, int at = 0) => [.. _shards[shard].Decide(Noon.AddSeconds(at)).Select(lease => $"{lease.Waiting.SessionId.Value[1..]}:{lease.Staff.Value}")];

    private StaffId[] Lend(int from, int to)
    {
        var loans = _shards[from].TakeLoans();
        foreach (var (loan, shard) in loans)
        {
            Assert.Equal(to, shard);
            _shards[to].Borrow(loan, Noon);
        }
        return [.. loans.Select(one => one.Loan.Specialist.Staff)];
    }

    private void GiveBack(int from, int to)
    {
        foreach (var end in _shards[from].TakeEnded())
            _shards[to].TakeBack(end, Noon);
    }
}
