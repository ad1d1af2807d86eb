using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Tests.Rules;

/// <summary>Limits (S3.4, S3.5), drop-outs (S6) and no connection (S5.1).</summary>
public class DeadlineRuleTests
{
    private static readonly DateTimeOffset End = Given.Noon + TimeSpan.FromMinutes(30);

    [Fact]
    public void The_consultation_ends_at_30_minutes_and_not_a_second_earlier()
    {
        var leg = Given.In(SessionPhase.Consultation);
        Assert.Equal(End, leg.Leg!.EndsAt);

        Assert.DoesNotContain(Due(leg, End.AddSeconds(-1)).Facts, fact => fact is LegEnded);
        var ended = Due(leg, End);
        Assert.Equal(LegEndReason.Limit, ended.Facts.OfType<LegEnded>().Single().Reason);
        Assert.Equal(SessionPhase.WaitingForConsultant, leg.Then(ended).Phase);
    }

    [Fact]
    public void Both_sides_are_warned_5_minutes_and_1_minute_before_once_each()
    {
        var leg = Given.In(SessionPhase.Consultation);

        Assert.True(Due(leg, End.AddSeconds(-301)).Facts.IsEmpty);
        var five = Due(leg, End.AddSeconds(-300));
        Assert.Equal(300, Assert.IsType<LimitWarning>(Assert.Single(five.Facts)).SecondsLeft);
        leg = leg.Then(five);
        Assert.True(Due(leg, End.AddSeconds(-299)).Facts.IsEmpty);
        var one = Due(leg, End.AddSeconds(-60));
        Assert.Equal(60, Assert.IsType<LimitWarning>(Assert.Single(one.Facts)).SecondsLeft);
        Assert.True(Due(leg.Then(one), End.AddSeconds(-59)).Facts.IsEmpty);
    }

    [Fact]
    public void After_a_restart_only_the_nearest_warning_is_given()
    {
        var warning = Due(Given.In(SessionPhase.Consultation), End.AddSeconds(-30));

        Assert.Equal(60, Assert.IsType<LimitWarning>(Assert.Single(warning.Facts)).SecondsLeft);
    }

    [Fact]
    public void A_replacement_doctor_gets_a_full_limit()
    {
        var leg = Given.In(SessionPhase.Consultation);
        var later = Given.Noon.AddMinutes(20);
        var waiting = leg.Then(SessionRules.Due(leg, Given.Absent(leg.Leg!.Participant, later.AddSeconds(-60)), later, Given.Limits), later);

        Assert.Equal(SessionPhase.WaitingForDoctor, waiting.Phase);
        Assert.True(waiting.Waiting!.AtHead);
        Assert.Equal(later + TimeSpan.FromMinutes(30), waiting.Admitting(Given.OtherTherapist, later).Leg!.EndsAt);
    }

    [Fact]
    public void Intake_and_follow_up_have_no_limit()
    {
        Assert.Null(Given.In(SessionPhase.Intake).Leg!.EndsAt);
        Assert.Null(Given.In(SessionPhase.FollowUp).Leg!.EndsAt);
    }

    [Fact]
    public void A_silent_specialist_is_told_after_10_seconds_and_replaced_after_60()
    {
        var intake = Given.In(SessionPhase.Intake);
        var specialist = intake.Leg!.Participant;
        var absences = Given.Absent(specialist, Given.Noon);

        Assert.True(SessionRules.Due(intake, absences, Given.Noon.AddSeconds(9), Given.Limits).Facts.IsEmpty);
        var told = SessionRules.Due(intake, absences, Given.Noon.AddSeconds(10), Given.Limits);
        Assert.Equal(specialist, Assert.IsType<Dropped>(Assert.Single(told.Facts)).ParticipantId);
        intake = intake.Then(told);
        Assert.True(SessionRules.Due(intake, absences, Given.Noon.AddSeconds(59), Given.Limits).Facts.IsEmpty);
        var replaced = SessionRules.Due(intake, absences, Given.Noon.AddSeconds(60), Given.Limits);
        Assert.Equal(LegEndReason.Dropped, replaced.Facts.OfType<LegEnded>().Single().Reason);
        intake = intake.Then(replaced);
        Assert.Equal((SessionPhase.WaitingForConsultant, true, LegKind.Intake), (intake.Phase, intake.Waiting!.AtHead, intake.Waiting.Next));
        Assert.DoesNotContain(intake.Participants, participant => participant.AwaySince is not null);
    }

    [Theory]
    [InlineData(SessionPhase.WaitingForConsultant)]
    [InlineData(SessionPhase.Intake)]
    [InlineData(SessionPhase.WaitingForDoctor)]
    [InlineData(SessionPhase.Consultation)]
    [InlineData(SessionPhase.FollowUp)]
    public void A_patient_without_connection_for_15_minutes_is_closed_and_not_a_second_earlier(SessionPhase phase)
    {
        var state = Given.In(phase);
        var absences = Given.Absent(ParticipantId.Patient, Given.Noon);
        state = state.Then(SessionRules.Due(state, absences, Given.Noon.AddSeconds(10), Given.Limits));

        Assert.True(SessionRules.Due(state, absences, Given.Noon.AddSeconds(899), Given.Limits).Facts.IsEmpty);
        var closed = state.Then(SessionRules.Due(state, absences, Given.Noon.AddSeconds(900), Given.Limits));
        Assert.Equal(CloseReason.NoConnection, closed.CloseReason);
    }

    [Fact]
    public void A_connected_patient_is_never_closed_by_this_rule() =>
        Assert.True(SessionRules.Due(Given.In(SessionPhase.WaitingForConsultant), Given.EverybodyPresent, Given.Noon.AddDays(2), Given.Limits).Facts.IsEmpty);

    [Fact]
    public void For_45_seconds_after_an_activation_nobody_is_declared_absent()
    {
        var state = Given.In(SessionPhase.Intake);
        var absences = Given.Absent(state.Leg!.Participant, Given.Noon, declareFrom: Given.Noon.AddSeconds(45));

        Assert.True(SessionRules.Due(state, absences, Given.Noon.AddSeconds(44), Given.Limits).Facts.IsEmpty);
        Assert.False(SessionRules.Due(state, absences, Given.Noon.AddSeconds(45), Given.Limits).Facts.IsEmpty);
    }

    [Fact]
    public void The_doctor_may_end_without_the_patient_only_after_3_minutes()
    {
        var leg = Given.In(SessionPhase.Consultation);
        leg = leg.Then(Decision.Of(ParticipantId.System, new Dropped(ParticipantId.Patient, Given.Noon)));
        var doctor = Caller.Of(Given.Therapist.StaffId);

        Assert.Equal(Refusal.EarlierThan(TimeSpan.FromMinutes(3)), SessionRules.EndConsultation(leg, doctor, Given.Noon.AddSeconds(179), Given.Limits).Refusal);
        Assert.Null(SessionRules.EndConsultation(leg, doctor, Given.Noon.AddSeconds(180), Given.Limits).Refusal);
    }

    [Theory]
    [InlineData(SessionPhase.WaitingForConsultant)]
    [InlineData(SessionPhase.Consultation)]
    public void An_open_session_always_has_a_next_deadline_within_5_minutes(SessionPhase phase)
    {
        var due = SessionRules.NextDue(Given.In(phase), Given.EverybodyPresent, Given.Noon, Given.Limits);

        Assert.Equal(Given.Noon.AddMinutes(5), due);
    }

    [Fact]
    public void The_next_deadline_is_the_next_warning_when_that_is_sooner()
    {
        var leg = Given.In(SessionPhase.Consultation);

        Assert.Equal(End.AddMinutes(-5), SessionRules.NextDue(leg, Given.EverybodyPresent, Given.Noon.AddMinutes(22), Given.Limits));
    }

    private static Decision Due(SessionState state, DateTimeOffset now) => SessionRules.Due(state, Given.EverybodyPresent, now, Given.Limits);
}
