using Medzdrav.Contracts;
using Medzdrav.Grains;
using static Medzdrav.Contracts.SessionPhase;

namespace Medzdrav.Tests.Rules;

/// <summary>A waiting patient may put the page aside: called back for each place once, awaited for a minute, and the place is kept.</summary>
public class AsideRuleTests
{
    private static readonly RecordChange Message = new PersonNamed(new PatientId("message"));
    private static readonly AwayFromPage Away = new(MustReturn: true, _ => Message);
    private static readonly DateTimeOffset Minute = Given.Noon + Given.Limits.ReturnWithin;

    private static SessionState Aside(SessionPhase phase = WaitingForConsultant, CallBackBy by = CallBackBy.Push) => Asking(Given.In(phase), by);

    [Fact]
    public void Each_place_of_a_wait_is_told_once_and_none_after_a_later_one()
    {
        var state = Aside();

        var third = Near(state, 3);
        Assert.Equal(new CalledBack(CallBackBy.Push, CallBackPlace.Third), Assert.Single(third.Facts));
        Assert.Same(Message, Assert.Single(third.Records));
        state = state.Then(third);
        Assert.Empty(Near(state, 2).Facts);
        var next = Near(state, 1);
        Assert.Equal(new CalledBack(CallBackBy.Push, CallBackPlace.Next), Assert.Single(next.Facts));
        state = state.Then(next);
        Assert.Empty(Near(state, 1).Facts);
        Assert.Empty(Near(state, 3).Facts);

        var answered = SessionRules.Admit(state, state.Ticket, Given.Consultant, [0], Given.Noon, Given.Limits, Away);
        Assert.Equal([typeof(LegStarted), typeof(CalledBack)], answered.Facts.Select(fact => fact.GetType()));
        Assert.Same(Message, Assert.Single(answered.Records));
    }

    [Fact]
    public void Another_wait_is_told_anew()
    {
        var first = Aside();
        var consulted = first.Then(Near(first, 1)).Admitting(Given.Consultant).Transferring();

        Assert.Equal(CallBackPlace.Third, Assert.IsType<CalledBack>(Assert.Single(Near(consulted, 3).Facts)).Place);
        Assert.Empty(SessionRules.Near(consulted, first.Ticket, 1, _ => Message).Facts);
    }

    [Fact]
    public void Who_did_not_ask_for_it_and_who_has_no_number_is_not_called()
    {
        Assert.Empty(Near(Given.In(WaitingForConsultant), 1).Facts);
        Assert.Empty(SessionRules.Near(Aside(), Aside().Ticket, 1, _ => null).Facts);
        Assert.Equal("wrongRole", SessionRules.CallMeBack(Given.In(Intake), Caller.Of(Given.Consultant.StaffId), CallBackBy.Push, null).Refusal?.Code);
        Assert.Equal("notFound", SessionRules.CallMeBack(Given.In(Intake), Given.Stranger, CallBackBy.Push, null).Refusal?.Code);
        Assert.Equal("invalid", SessionRules.CallMeBack(Given.In(Intake), Given.Anna, (CallBackBy)7, null).Refusal?.Code);
    }

    [Fact]
    public void One_SMS_is_sent_in_a_session()
    {
        var state = Aside(by: CallBackBy.Sms);
        state = state.Then(Near(state, 3));

        Assert.Empty(Near(state, 1).Facts);
        Assert.IsType<LegStarted>(Assert.Single(SessionRules.Admit(state, state.Ticket, Given.Consultant, [0], Given.Noon, Given.Limits, Away).Facts));
    }

    [Fact]
    public void A_doctor_waits_a_minute_and_the_clock_starts_with_the_patient()
    {
        var state = Answered(WaitingForDoctor, Given.Therapist);
        Assert.Equal((Minute, null), (state.Leg!.Awaiting?.Until, state.Leg.EndsAt));
        Assert.Equal(Minute, SessionViews.View(state, Given.Noon, forStaff: true, Given.Limits).Leg!.ReturnsBy);
        Assert.Empty(state.Consultations);
        Assert.Equal(Minute, SessionRules.NextDue(state, Given.EverybodyPresent, Given.Noon, Given.Limits));
        Assert.Empty(Due(state, Minute.AddMilliseconds(-1)).Facts);

        var at = Given.Noon.AddSeconds(59);
        var back = state.Then(SessionRules.Return(state, at), at);

        Assert.Equal((null, at, at.AddMinutes(30)), (back.Leg!.Awaiting, back.Leg.StartedAt, back.Leg.EndsAt));
        Assert.Equal(at, Assert.Single(back.Consultations).StartedAt);
        Assert.Empty(Due(back, Minute).Facts);
        Assert.Empty(SessionRules.Return(back, at).Facts);
    }

    [Fact]
    public void After_a_minute_the_place_is_kept_and_the_doctor_is_free_with_nothing_to_write()
    {
        var waiting = Aside(WaitingForDoctor);
        var state = Answered(WaitingForDoctor, Given.Therapist);

        var decision = Due(state, Minute);
        var missed = state.Then(decision, Minute);

        Assert.Equal([typeof(CalledBack), typeof(LegEnded), typeof(Queued)], decision.Facts.Select(fact => fact.GetType()));
        Assert.Equal((WaitingForDoctor, waiting.Waiting), (missed.Phase, missed.Waiting));
        Assert.Equal(Presence.Away, SessionRules.PresenceOf(missed, hasJoined: true, isLookedAt: false));
        Assert.Empty(missed.Consultations);
        Assert.True(Assert.Single(SessionMoves.OfSpecialists(state, missed)) is { LegEnded: true, ConclusionSigned: true });
        Assert.Empty(Near(missed, 1).Facts);

        // At 61 s: the place is offered again.
        var back = missed.Then(SessionRules.Return(missed, Minute.AddSeconds(1)), Minute.AddSeconds(1));
        Assert.Equal(Presence.Here, SessionRules.PresenceOf(back, hasJoined: true, isLookedAt: true));
        Assert.Equal(waiting.Waiting, back.Waiting);
    }

    [Fact]
    public void Whoever_carries_the_call_in_the_background_hears_the_specialist()
    {
        var state = Aside();

        var started = SessionRules.Admit(state, state.Ticket, Given.Consultant, [0], Given.Noon, Given.Limits, Away with { MustReturn = false });

        Assert.Null(Assert.IsType<LegStarted>(started.Facts[0]).ReturnsBy);
        Assert.Equal(Given.Consultant.StaffId, state.Then(started).Consultant);
    }

    [Fact]
    public void Nobody_is_given_up_before_gateways_could_tell_after_a_restart()
    {
        var state = Answered(WaitingForConsultant, Given.Consultant);
        var restarted = new Absences(new Dictionary<ParticipantId, DateTimeOffset>(), Minute.AddSeconds(20));

        Assert.Empty(SessionRules.Due(state, restarted, Minute, Given.Limits).Facts);
        Assert.Equal(Minute.AddSeconds(20), SessionRules.NextDue(state, restarted, Given.Noon, Given.Limits));
        Assert.IsType<LegEnded>(SessionRules.Due(state, restarted, Minute.AddSeconds(20), Given.Limits).Facts[0]);
    }

    [Fact]
    public void The_place_of_a_frozen_page_is_kept_until_it_was_called_and_15_minutes_more()
    {
        var state = Aside();
        state = state.Then(SessionRules.Due(state, Gone, Given.Noon.AddSeconds(11), Given.Limits), Given.Noon.AddSeconds(11));
        Assert.Equal(Presence.Aside, SessionRules.PresenceOf(state, hasJoined: true, isLookedAt: false));

        Assert.Empty(SessionRules.Due(state, Gone, Given.Noon.AddHours(3), Given.Limits).Facts);
        Assert.IsType<SessionClosed>(Assert.Single(SessionRules.Due(state, Gone, Given.Noon.AddHours(4), Given.Limits).Facts));

        var at = Given.Noon.AddHours(1);
        var called = state.Then(SessionRules.Admit(state, state.Ticket, Given.Consultant, [0], at, Given.Limits, Away), at);
        Assert.Empty(SessionRules.Due(called, Gone, at.AddSeconds(59), Given.Limits).Facts);
        var missed = called.Then(SessionRules.Due(called, Gone, at.AddSeconds(60), Given.Limits), at.AddSeconds(60));
        Assert.Empty(SessionRules.Due(missed, Gone, at.AddMinutes(15), Given.Limits).Facts);
        Assert.Equal(CloseReason.NoConnection, Assert.IsType<SessionClosed>(Assert.Single(SessionRules.Due(missed, Gone, at.AddMinutes(16), Given.Limits).Facts)).Reason);
    }

    [Fact]
    public void Without_the_wish_15_minutes_close_as_before() =>
        Assert.IsType<SessionClosed>(Assert.Single(SessionRules.Due(Given.In(WaitingForConsultant), Gone, Given.Noon.AddMinutes(15), Given.Limits).Facts));

    [Fact]
    public void A_talk_that_never_was_holds_no_booking_and_finishes_no_call_back()
    {
        var waiting = Given.In(WaitingForConsultant);
        var state = Answered(WaitingForConsultant, Given.Consultant);

        Assert.False(SessionMoves.ToConsultant(waiting, state));
        Assert.True(SessionMoves.ToConsultant(state, state.Then(SessionRules.Return(state, Given.Noon))));
        var doctor = Answered(WaitingForDoctor, Given.Therapist);
        doctor = doctor.Then(SessionRules.Carry(doctor, new PatientId("anna"), Given.Near, Given.Noon));
        Assert.Null(SessionRules.HeldBy(doctor, doctor.Ending()));
    }

    [Fact]
    public void A_page_in_the_background_without_the_wish_is_there_and_may_be_answered()
    {
        var state = Given.In(WaitingForConsultant);

        Assert.Equal(Presence.Here, SessionRules.PresenceOf(state, hasJoined: true, isLookedAt: false));
        Assert.Equal(Presence.Awaited, SessionRules.PresenceOf(state, hasJoined: false, isLookedAt: false));
        Assert.Equal(Presence.Aside, SessionRules.PresenceOf(Aside(), hasJoined: false, isLookedAt: false));
        Assert.Equal(Presence.Here, SessionRules.PresenceOf(Aside(), hasJoined: true, isLookedAt: true));
        Assert.Equal(Presence.Awaited, SessionViews.RowOf(Aside(), Presence.Aside, Given.Noon).Presence);
    }

    private static Absences Gone => Given.Absent(ParticipantId.Patient, Given.Noon);

    private static SessionState Asking(SessionState state, CallBackBy by) => state.Then(SessionRules.CallMeBack(state, Given.Anna, by, "https://rgs.medzdrav.ru"));

    private static SessionState Answered(SessionPhase phase, StaffSnapshot staff)
    {
        var state = Aside(phase);
        return state.Then(SessionRules.Admit(state, state.Ticket, staff, [0], Given.Noon, Given.Limits, Away));
    }

    private static Decision Near(SessionState state, int place) => SessionRules.Near(state, state.Ticket, place, _ => Message);

    private static Decision Due(SessionState state, DateTimeOffset at) => SessionRules.Due(state, Given.EverybodyPresent, at, Given.Limits, _ => Message);
}
