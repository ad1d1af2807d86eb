using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Tests.Rules;

/// <summary>Specialists who finish a conclusion are on duty, and known to have no time.</summary>
public class WrapUpRuleTests
{
    private readonly DutyBoard _board = new(TimeSpan.FromMinutes(12));

    [Fact]
    public void Who_finishes_a_conclusion_is_counted_until_it_is_done_with_the_end_that_comes_first()
    {
        Renew("late", minutes: 5);
        Renew("soon", minutes: 2);
        Renew("free", minutes: null);
        Assert.Equal((3, 2, Given.Noon.AddMinutes(2)), (_board.OnDuty, _board.WrappingUp, _board.WrapUpEndsAt));

        Renew("soon", minutes: null);
        Assert.Equal((3, 1, Given.Noon.AddMinutes(5)), (_board.OnDuty, _board.WrappingUp, _board.WrapUpEndsAt));

        _board.Renew(new Availability(new StaffId("late"), OnDuty: false, 0, 1, Given.Noon, IsWrappingUp: true, Given.Noon.AddMinutes(5)), Given.Noon);
        Assert.Equal((2, 0, null), (_board.OnDuty, _board.WrappingUp, _board.WrapUpEndsAt));
    }

    [Fact]
    public void Who_falls_silent_is_not_counted_any_more()
    {
        Renew("gone", minutes: 5);

        _board.Forget(Given.Noon + DutyBoard.Forgotten + TimeSpan.FromSeconds(1));

        Assert.Equal((0, 0, null), (_board.OnDuty, _board.WrappingUp, _board.WrapUpEndsAt));
    }

    private void Renew(string staff, int? minutes) =>
        _board.Renew(new Availability(new StaffId(staff), OnDuty: true, 1, 1, Given.Noon, minutes is not null, minutes is { } left ? Given.Noon.AddMinutes(left) : null), Given.Noon);
}
