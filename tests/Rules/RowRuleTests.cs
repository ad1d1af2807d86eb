using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Tests.Rules;

/// <summary>When a commit may leave the session's stored row as it is: the sweep must still look in time.</summary>
public sealed class RowRuleTests
{
    private static readonly DateTimeOffset Now = Given.Noon;
    private static readonly SessionState Chat = Given.In(SessionPhase.Intake);
    private readonly SessionRow stored = SessionViews.RowOf(Chat, Now.AddMinutes(5));

    [Fact]
    public void A_message_leaves_the_row_as_it_is()
    {
        var after = Chat.Apply(new SessionEvent(Chat.Sequence + 1, Now, ParticipantId.Patient, new Message("Здравствуйте", [])));

        Assert.Equal(stored, SessionViews.RowOf(after, Now.AddMinutes(6), stored, Now.AddMinutes(1)));
    }

    [Fact]
    public void What_shows_in_the_row_changes_it()
    {
        var after = Chat.Apply(new SessionEvent(Chat.Sequence + 1, Now, ParticipantId.Patient, new ModeChanged(SessionMode.Video)));

        Assert.NotEqual(stored, SessionViews.RowOf(after, Now.AddMinutes(6), stored, Now.AddMinutes(1)));
    }

    [Fact]
    public void A_nearer_deadline_is_stored() =>
        Assert.Equal(Now.AddMinutes(2), SessionViews.RowOf(Chat, Now.AddMinutes(2), stored, Now.AddMinutes(1)).NextDeadline);

    [Fact]
    public void A_deadline_that_has_passed_is_not_kept() =>
        Assert.Equal(Now.AddMinutes(11), SessionViews.RowOf(Chat, Now.AddMinutes(11), stored, Now.AddMinutes(6)).NextDeadline);

    [Fact]
    public void Nothing_is_kept_of_a_row_that_nobody_has_seen() =>
        Assert.Equal(Now.AddMinutes(6), SessionViews.RowOf(Chat, Now.AddMinutes(6), null, Now.AddMinutes(1)).NextDeadline);
}
