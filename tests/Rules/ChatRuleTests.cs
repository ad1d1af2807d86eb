using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Tests.Rules;

public class ChatRuleTests
{
    [Theory]
    [InlineData("")]
    [InlineData("  \n ")]
    [InlineData("\u200b\u2060\ufeff")]
    [InlineData("\u00ad \u200f\u3164")]
    public void An_empty_message_is_not_sent(string text) =>
        Assert.Equal(Refusal.MessageEmpty, SessionRules.SendMessage(Given.In(SessionPhase.Intake), Given.Anna, text, [], Given.Limits).Refusal);

    [Fact]
    public void A_message_may_have_8000_characters_and_not_one_more()
    {
        var intake = Given.In(SessionPhase.Intake);

        Assert.Null(SessionRules.SendMessage(intake, Given.Anna, new string('ё', 8_000), [], Given.Limits).Refusal);
        Assert.Equal(Refusal.MessageLongerThan(8_000), SessionRules.SendMessage(intake, Given.Anna, new string('ё', 8_001), [], Given.Limits).Refusal);
    }

    [Fact]
    public void The_former_consultant_does_not_see_the_doctors_chat() =>
        Assert.Null(SessionRules.Participant(Given.In(SessionPhase.Consultation), Caller.Of(Given.Consultant.StaffId)));

    [Fact]
    public void A_read_mark_is_stored_only_when_a_message_is_newly_read()
    {
        var intake = Given.In(SessionPhase.Intake);
        Assert.True(SessionRules.MarkRead(intake, Given.Anna, intake.Sequence).Facts.IsEmpty);

        var spoken = intake.Then(SessionRules.SendMessage(intake, Caller.Of(Given.Consultant.StaffId), "Что случилось?", [], Given.Limits));
        var marked = spoken.Then(SessionRules.MarkRead(spoken, Given.Anna, spoken.Sequence));

        Assert.Equal(spoken.Sequence, marked.ReadUpTo[ParticipantId.Patient]);
        Assert.True(SessionRules.MarkRead(marked, Given.Anna, marked.Sequence).Facts.IsEmpty);
    }

    [Fact]
    public void A_mark_beyond_the_last_event_is_refused()
    {
        var intake = Given.In(SessionPhase.Intake);

        Assert.Equal(Refusal.Invalid, SessionRules.MarkRead(intake, Given.Anna, intake.Sequence + 1).Refusal);
    }

    [Fact]
    public void An_open_session_holds_its_claims_and_a_closed_one_none()
    {
        var leg = Given.In(SessionPhase.Consultation);

        Assert.Equal(
            [Claims.Open(new PatientId("anna")), Claims.Slot(Given.Therapist.StaffId, 0)],
            SessionViews.ClaimsOf(leg).OrderBy(claim => claim.Kind, StringComparer.Ordinal));
        Assert.Empty(SessionViews.ClaimsOf(leg.Ending().Admitting(Given.Consultant).Closing()));
    }
}
