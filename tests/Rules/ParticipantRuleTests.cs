using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Tests.Rules;

/// <summary>The participants of a session, and who of them is there to be answered.</summary>
public sealed class ParticipantRuleTests
{
    [Theory]
    [InlineData(SessionPhase.WaitingForConsultant, "patient")]
    [InlineData(SessionPhase.Intake, "patient consultant")]
    [InlineData(SessionPhase.WaitingForDoctor, "patient")]
    [InlineData(SessionPhase.Consultation, "patient therapist")]
    [InlineData(SessionPhase.FollowUp, "patient consultant")]
    [InlineData(SessionPhase.Closed, "patient")]
    public void Each_phase_has_its_participants(SessionPhase phase, string expected) =>
        Assert.Equal(expected, string.Join(' ', Given.In(phase).Participants.Select(participant => participant.Id.Value)));

    [Fact]
    public void The_consultant_who_stays_comes_after_the_doctor()
    {
        var intake = Given.In(SessionPhase.Intake);
        var waiting = intake.Then(SessionRules.Transfer(
            intake, Caller.Of(Given.Consultant.StaffId), new Referral(QueueKind.Therapist, "Температура", null, Stays: true), intake.Patient?.PolicyNumber, Given.Noon, Given.Limits));

        Assert.Equal(["patient", "consultant"], waiting.Participants.Select(participant => participant.Id.Value));
        Assert.Equal(["patient", "therapist", "consultant"], waiting.Admitting(Given.Therapist).Participants.Select(participant => participant.Id.Value));
    }

    [Fact]
    public void A_participant_who_dropped_is_away_until_back_or_out()
    {
        var intake = Given.In(SessionPhase.Intake);
        var specialist = intake.Leg!.Participant;
        var away = intake.Then(Decision.Of(ParticipantId.System, new Dropped(specialist, Given.Noon)));

        Assert.Equal([true, false], SessionViews.View(away, Given.Noon, forStaff: false, Given.Limits).Participants.Select(participant => participant.Present));
        Assert.Equal([true, true], SessionViews.View(away.Then(SessionRules.Rejoin(away, specialist)), Given.Noon, forStaff: false, Given.Limits).Participants.Select(participant => participant.Present));
        Assert.Empty(SessionRules.Rejoin(intake, specialist).Facts);
    }

    [Fact]
    public void A_patient_is_awaited_until_a_page_joined_and_away_once_that_was_told()
    {
        var waiting = Given.In(SessionPhase.WaitingForConsultant);
        var away = waiting.Then(Decision.Of(ParticipantId.System, new Dropped(ParticipantId.Patient, Given.Noon)));

        Assert.Equal(Presence.Awaited, SessionRules.PresenceOf(waiting, hasJoined: false, isLookedAt: false));
        Assert.Equal(Presence.Here, SessionRules.PresenceOf(waiting, hasJoined: true, isLookedAt: true));
        Assert.Equal(Presence.Away, SessionRules.PresenceOf(away, hasJoined: true, isLookedAt: true));
    }

    [Fact]
    public void Who_is_reached_by_phone_is_there_without_a_connection_and_never_absent()
    {
        var phone = Given.Empty.Then(SessionRules.Open(Given.Empty, Given.Anna, SessionMode.Phone, Given.Patient(), null, Given.Noon));
        var absent = Given.Absent(ParticipantId.Patient, Given.Noon);

        Assert.Equal(Presence.Here, SessionRules.PresenceOf(phone, hasJoined: false, isLookedAt: false));
        Assert.Empty(SessionRules.Due(phone, absent, Given.Noon.AddHours(1), Given.Limits).Facts);
        Assert.Equal(Given.Noon.AddHours(1) + Given.Limits.PresenceCheck, SessionRules.NextDue(phone, absent, Given.Noon.AddHours(1), Given.Limits));
    }

    [Fact]
    public void A_leg_goes_by_the_terms_of_its_wait_whatever_the_limits_are_since()
    {
        var waiting = Given.In(SessionPhase.WaitingForDoctor);
        Assert.Equal(LegTerms.Urgent(TimeSpan.FromMinutes(30), [TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(1)]), waiting.Waiting!.Terms);
        var leg = waiting.Admitting(Given.Therapist);
        var others = new LimitOptions { UrgentConsultation = TimeSpan.FromHours(2), Warnings = [] };

        Assert.Equal(waiting.Waiting.Terms, leg.Leg!.Terms);
        Assert.Equal(300, Assert.IsType<LimitWarning>(Assert.Single(SessionRules.Due(leg, Given.EverybodyPresent, Given.Noon.AddMinutes(25), others).Facts)).SecondsLeft);
        Assert.Equal(LegTerms.Unlimited, leg.Ending().Waiting!.Terms);
        Assert.Equal(LegTerms.Unlimited, Given.In(SessionPhase.Intake).Leg!.Terms);
    }

    [Fact]
    public void A_wait_for_one_staff_member_is_for_no_other_one_of_the_same_queue()
    {
        var only = Awaited.Only(Given.Therapist.StaffId);

        Assert.True(only.Means(Given.Therapist));
        Assert.False(only.Means(Given.OtherTherapist));
        Assert.True(Awaited.In(QueueKind.Therapist).Means(Given.OtherTherapist));
    }
}
