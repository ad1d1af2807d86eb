using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Tests.Rules;

/// <summary>A consultant may stay after a transfer until the doctor comes, and for the doctor's first minute.</summary>
public sealed class CompanionRuleTests
{
    private static readonly Caller Consultant = Caller.Of(Given.Consultant.StaffId);
    private static readonly Caller Doctor = Caller.Of(Given.Therapist.StaffId);
    private static readonly ParticipantId Stays = ParticipantId.Of(Given.Consultant.StaffId);

    [Fact]
    public void Who_stays_may_talk_and_decide_nothing_while_the_doctor_is_awaited_and_with_the_doctor()
    {
        foreach (var state in new[] { Waiting(), Together() })
        {
            Assert.Null(SessionRules.SendMessage(state, Consultant, "Врач сейчас ответит", [], Given.Limits).Refusal);
            Assert.Contains(Stays, SessionRules.Present(state));
            Assert.Equal(Refusal.WrongRole, SessionRules.EndConsultation(state, Consultant, Given.Noon, Given.Limits).Refusal);
            Assert.Equal(Refusal.WrongRole, SessionRules.Close(state, Consultant, CloseReason.Completed).Refusal);
            Assert.Equal(Refusal.WrongRole, SessionRules.Transfer(state, Consultant, new Referral(QueueKind.Therapist, "Ещё раз", null), state.Patient?.PolicyNumber, Given.Noon, Given.Limits).Refusal);
        }
        Assert.Null(SessionRules.EndConsultation(Together(), Doctor, Given.Noon, Given.Limits).Refusal);
    }

    [Fact]
    public void Who_stays_takes_none_of_the_units_of_anybody() =>
        Assert.DoesNotContain(SessionViews.ClaimsOf(Waiting()), claim => claim.Kind == Claims.StaffSlot);

    [Fact]
    public void Nobody_stays_unasked()
    {
        var state = Given.In(SessionPhase.WaitingForDoctor);

        Assert.Null(state.Companion);
        Assert.Equal(Refusal.NotFound, SessionRules.SendMessage(state, Consultant, "Я ещё здесь", [], Given.Limits).Refusal);
    }

    [Fact]
    public void A_minute_after_the_doctor_came_the_consultant_is_out_and_not_a_moment_before()
    {
        var state = Together();
        var end = Given.Noon + TimeSpan.FromMinutes(1);

        Assert.Equal(end, SessionRules.NextDue(state, Given.EverybodyPresent, Given.Noon, Given.Limits));
        Assert.Empty(SessionRules.Due(state, Given.EverybodyPresent, end - TimeSpan.FromMilliseconds(1), Given.Limits).Facts);
        var after = state.Then(SessionRules.Due(state, Given.EverybodyPresent, end, Given.Limits));
        Assert.Null(after.Companion);
        Assert.Equal(SessionPhase.Consultation, after.Phase);
        Assert.Equal(Refusal.NotFound, SessionRules.SendMessage(after, Consultant, "Забыла сказать", [], Given.Limits).Refusal);
    }

    [Fact]
    public void Stepping_out_is_for_the_one_who_stayed()
    {
        var state = Together();

        Assert.Null(state.Then(SessionRules.StepOut(state, Consultant)).Companion);
        Assert.Equal(Refusal.WrongRole, SessionRules.StepOut(state, Doctor).Refusal);
        Assert.Equal(Refusal.WrongRole, SessionRules.StepOut(state, Given.Anna).Refusal);
        Assert.Equal(Refusal.NotFound, SessionRules.StepOut(state, Given.Stranger).Refusal);
    }

    [Fact]
    public void Who_stays_and_loses_the_connection_is_out_after_a_minute_and_the_patient_keeps_the_place()
    {
        var state = Waiting();
        var absent = Given.Absent(Stays, Given.Noon);

        Assert.Empty(SessionRules.Due(state, absent, Given.Noon + TimeSpan.FromSeconds(59), Given.Limits).Facts);
        var after = state.Then(SessionRules.Due(state, absent, Given.Noon + TimeSpan.FromSeconds(60), Given.Limits));
        Assert.Null(after.Companion);
        Assert.Equal(state.Waiting, after.Waiting);
    }

    [Fact]
    public void When_the_consultation_ends_or_the_doctors_go_nobody_stays()
    {
        Assert.Null(Together().Ending().Companion);
        var waiting = Waiting();
        Assert.Null(waiting.Then(SessionRules.Uncovered(waiting, waiting.Ticket, Given.Noon)).Companion);
    }

    private static SessionState Waiting()
    {
        var intake = Given.In(SessionPhase.Intake);
        return intake.Then(SessionRules.Transfer(intake, Consultant, new Referral(QueueKind.Therapist, "Температура", null, Stays: true), intake.Patient?.PolicyNumber, Given.Noon, Given.Limits));
    }

    private static SessionState Together() => Waiting().Admitting(Given.Therapist);
}
