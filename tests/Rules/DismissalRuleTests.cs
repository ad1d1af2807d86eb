using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Tests.Rules;

/// <summary>A specialist who may not go on is taken out of the session at once.</summary>
public sealed class DismissalRuleTests
{
    [Theory]
    [InlineData(SessionPhase.Intake, SessionPhase.WaitingForConsultant)]
    [InlineData(SessionPhase.Consultation, SessionPhase.WaitingForDoctor)]
    [InlineData(SessionPhase.FollowUp, SessionPhase.WaitingForConsultant)]
    public void The_patient_waits_for_somebody_else_at_the_head(SessionPhase phase, SessionPhase waits)
    {
        var state = Given.In(phase);
        var dismissed = state.Leg!.Staff.StaffId;

        var decision = SessionRules.Dismiss(state, dismissed, Given.Noon);
        var after = state.Then(decision);

        // The patient reads that somebody else goes on, not that a connection was lost.
        Assert.Equal(LegEndReason.Replaced, decision.Facts.OfType<LegEnded>().Single().Reason);
        Assert.Equal(waits, after.Phase);
        Assert.True(after.Waiting!.AtHead);
        Assert.DoesNotContain(ParticipantId.Of(dismissed), SessionRules.Present(after));
        Assert.Empty(SessionRules.Dismiss(after, dismissed, Given.Noon).Facts);
    }

    [Theory]
    [InlineData(SessionPhase.WaitingForConsultant)]
    [InlineData(SessionPhase.Intake)]
    [InlineData(SessionPhase.Consultation)]
    [InlineData(SessionPhase.Closed)]
    public void Nobody_elses_session_changes(SessionPhase phase) =>
        Assert.Empty(SessionRules.Dismiss(Given.In(phase), Given.OtherConsultant.StaffId, Given.Noon).Facts);

    [Fact]
    public void A_consultant_who_stayed_leaves_and_the_wait_goes_on()
    {
        var intake = Given.In(SessionPhase.Intake);
        var stays = new Referral(QueueKind.Therapist, "Температура", null, Stays: true);
        var state = intake.Then(SessionRules.Transfer(intake, Caller.Of(Given.Consultant.StaffId), stays, intake.Patient?.PolicyNumber, Given.Noon, Given.Limits));

        var after = state.Then(SessionRules.Dismiss(state, Given.Consultant.StaffId, Given.Noon));

        Assert.Equal(SessionPhase.WaitingForDoctor, after.Phase);
        Assert.Null(after.Companion);
    }
}
