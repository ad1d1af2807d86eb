using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Tests.Rules;

/// <summary>The news for waiting people about their place.</summary>
public class PositionNewsTests
{
    private readonly WaitingLine _line = new();
    private readonly DutyBoard _board = new(TimeSpan.FromMinutes(4));
    private readonly PositionNews _news = new();

    [Theory]
    [InlineData(1, 1)]
    [InlineData(20, 20)]
    [InlineData(21, 30)]
    [InlineData(30, 30)]
    [InlineData(31, 40)]
    [InlineData(101, 150)]
    [InlineData(501, 600)]
    [InlineData(2_001, 2_500)]
    public void Positions_are_exact_up_to_20_and_in_growing_steps_after_that(int place, int shown) => Assert.Equal(shown, PositionNews.Shown(place));

    [Theory]
    [InlineData(20, null, 30)]
    [InlineData(31, null, 60)]
    [InlineData(601, null, 660)]
    [InlineData(3_601, null, 3_900)]
    [InlineData(70, 60, 60)]
    [InlineData(76, 60, 90)]
    [InlineData(16, 60, 60)]
    [InlineData(15, 60, 30)]
    public void An_expected_wait_stays_as_told_until_it_is_clearly_wrong(int seconds, int? told, int shown) =>
        Assert.Equal(shown, PositionNews.Shown(TimeSpan.FromSeconds(seconds), told));

    [Fact]
    public void Only_who_moved_is_told_again()
    {
        OnDuty(free: 3);
        Wait(3);
        Assert.Equal([1, 2, 3], Due(0).Select(push => push.Position.Position));

        _line.Remove(new SessionId("00001"), 1);

        var moved = Assert.Single(Due(5));
        Assert.Equal(("00002", 2), (moved.SessionId.Value, moved.Position.Position));
        Assert.Empty(Due(10));
    }

    [Fact]
    public void Nobody_is_told_twice_within_two_seconds_and_the_latest_is_told_then()
    {
        Wait(3);
        Due(0);
        _line.Remove(new SessionId("00000"), 1);

        Assert.Empty(Due(1));
        _line.Remove(new SessionId("00001"), 1);

        Assert.Equal(1, Assert.Single(Due(2)).Position.Position);
    }

    [Fact]
    public void A_change_of_the_wait_alone_is_told()
    {
        OnDuty(free: 3);
        Wait(1);
        Due(0);
        Assert.Empty(Due(5));

        OnDuty(free: 0, isOnDuty: false);

        Assert.Null(Assert.Single(Due(10)).Position.EstimatedWaitSeconds);
    }

    [Theory]
    [InlineData(5, 10)]
    [InlineData(1, 2)]
    public void Who_comes_is_told_changed_or_not_however_lately_the_place_was_told(int coming, int later)
    {
        Wait(2);
        Due(0);

        _news.Ask(new SessionId("00001"));

        Assert.Equal("00001", Assert.Single(Due(coming)).SessionId.Value);
        Assert.Empty(Due(later));
    }

    [Fact]
    public void All_are_told_again_when_somebody_heard_nothing()
    {
        Wait(2);
        Due(0);

        _news.Again();

        Assert.Equal(2, Due(1).Length);
        Assert.Empty(Due(5));
    }

    [Fact]
    public void A_change_for_everybody_is_spread_over_time_and_reaches_everybody()
    {
        Wait(4_500);
        HashSet<string> reached = [.. Told(0)];
        Assert.Equal(PositionNews.AtOnce, reached.Count);
        for (var second = 1; second < 5; second++)
            reached.UnionWith(Told(second));
        Assert.Equal(4_500, reached.Count);

        OnDuty(free: 0);
        reached.Clear();
        for (var second = 10; second < 15; second++)
        {
            var told = Told(second);
            Assert.True(told.Length <= PositionNews.AtOnce);
            reached.UnionWith(told);
        }

        Assert.Equal(4_500, reached.Count);
    }

    [Fact]
    public void Those_at_the_back_have_their_turn_while_the_front_keeps_changing()
    {
        Wait(3_000);
        for (var second = 0; second < 5; second++)
            Told(second);
        HashSet<string> reached = [];

        for (var second = 10; second < 28; second += 2)
        {
            // Each round the cover changes for all of them.
            OnDuty(free: 0, isOnDuty: second % 4 != 0);
            reached.UnionWith(Told(second));
        }

        Assert.Contains("02999", reached);
    }

    private PositionPush[] Due(int second) => _news.Due(_line, _board.Outlook, Given.Noon.AddSeconds(second));

    private string[] Told(int second) => [.. Due(second).Select(push => push.SessionId.Value)];

    private void OnDuty(int free, bool isOnDuty = true) =>
        _board.Renew(new Availability(new StaffId("one"), isOnDuty, free, 3, Given.Noon), Given.Noon);

    private void Wait(int people)
    {
        for (var number = 0; number < people; number++)
            _line.Add(new WaitingSession(
                new SessionId($"{number:D5}"), 1, SessionMode.Chat, null, null,
                new Wait(Awaited.In(QueueKind.Consultant), LegKind.Intake, LegTerms.Unlimited, Given.Noon.AddSeconds(number)), Presence.Here));
    }
}
