using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Tests.Rules;

public sealed class RowRuleTests
{
    private static readonly SessionState Chat = Given.In(SessionPhase.Intake);

    [Fact]
    public void A_session_is_answered_from_its_first_talk_on_and_stays_so()
    {
        Assert.False(RowOf(Given.In(SessionPhase.WaitingForConsultant), 5).Answered);
        Assert.True(RowOf(Chat, 5).Answered);
        Assert.True(RowOf(Given.In(SessionPhase.WaitingForDoctor), 5).Answered);
        Assert.True(RowOf(Chat.Closing(), 5).Answered);
    }

    [Fact]
    public void A_message_keeps_the_row()
    {
        var after = Chat.Then(Decision.Of(ParticipantId.Patient, new Message("Здравствуйте", [])), Given.Noon.AddMinutes(1));

        Assert.True(RowRules.KeepsRow(RowOf(Chat, 5), CommitOf(after, 6)));
    }

    [Theory]
    [InlineData(SessionPhase.WaitingForConsultant)]
    [InlineData(SessionPhase.Intake)]
    [InlineData(SessionPhase.WaitingForDoctor)]
    [InlineData(SessionPhase.Consultation)]
    [InlineData(SessionPhase.FollowUp)]
    public void A_message_changes_nothing_in_the_row_but_the_deadline(SessionPhase phase)
    {
        var before = Given.In(phase);
        var after = before.Then(Decision.Of(ParticipantId.Patient, new Message("Здравствуйте", [])), Given.Noon.AddMinutes(1));

        Assert.Equal(RowOf(before, 5), RowOf(after, 5));
        Assert.True(RowRules.OutlivesMessage(RowOf(before, 5), Given.Noon.AddMinutes(5)));
        Assert.False(RowRules.OutlivesMessage(RowOf(before, 5), Given.Noon.AddMinutes(4)));
        Assert.False(RowRules.OutlivesMessage(null, Given.Noon.AddMinutes(5)));
    }

    [Fact]
    public void A_row_that_is_not_known_is_written() =>
        Assert.False(RowRules.KeepsRow(null, CommitOf(Chat, 5)));

    [Fact]
    public void A_deadline_that_comes_earlier_is_written()
    {
        Assert.False(RowRules.KeepsRow(RowOf(Chat, 5), CommitOf(Chat, 4)));
        Assert.True(RowRules.KeepsRow(RowOf(Chat, 5), CommitOf(Chat, 5)));
    }

    [Fact]
    public void Whatever_is_looked_up_is_written()
    {
        Assert.False(RowRules.KeepsRow(RowOf(Chat, 5), CommitOf(Chat.Transferring(), 5)));
        Assert.False(RowRules.KeepsRow(RowOf(Chat, 5), CommitOf(Chat.Closing(), 5)));
        Assert.False(RowRules.KeepsRow(RowOf(Given.In(SessionPhase.WaitingForConsultant), 5), CommitOf(Chat, 5)));
    }

    [Fact]
    public void Claims_are_written_with_the_row()
    {
        var claim = new Claim("test", "key");

        Assert.False(RowRules.KeepsRow(RowOf(Chat, 5), CommitOf(Chat, 5) with { Take = [claim] }));
        Assert.False(RowRules.KeepsRow(RowOf(Chat, 5), CommitOf(Chat, 5) with { Release = [claim] }));
    }

    [Fact]
    public void A_row_that_the_sweep_gave_back_later_is_too_late_for_an_earlier_deadline()
    {
        var row = RowRules.GivenBack(RowOf(Chat, 5), Given.Noon.AddMinutes(10));

        Assert.False(RowRules.KeepsRow(row, CommitOf(Chat, 7)));
        Assert.True(RowRules.KeepsRow(row, CommitOf(Chat, 10)));
        Assert.Equal(row, RowRules.GivenBack(row, Given.Noon));
        Assert.Null(RowRules.GivenBack(null, Given.Noon));
    }

    private static SessionRow RowOf(SessionState state, int minutes) => SessionViews.RowOf(state, Presence.Here, Given.Noon.AddMinutes(minutes));

    private static Commit CommitOf(SessionState state, int minutes) =>
        new(state.Id, state.Sequence, state.Sequence, CommandId.New(), Given.Noon, new byte[1], RowOf(state, minutes), [], [], []);
}
