using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Tests.Rules;

/// <summary>A session that carries a booking: the wait for its doctor and nobody else, the 15 minutes, and who decides when nobody answers.</summary>
public sealed class BookedSessionRuleTests
{
    private static readonly DateTimeOffset Start = Given.Noon.AddMinutes(10);
    private static readonly AppointmentRecord Record = new()
    {
        Id = new AppointmentId("one"),
        Patient = new PatientId("anna"),
        Doctor = Given.Therapist.StaffId,
        Specialty = "therapist",
        StartsAt = Start,
        Zone = "Europe/Moscow",
        Wall = "2026-11-23T12:10",
        Terms = new BookingTerms("Кашель", Repeated: false, null, TellBy.Chat, TellWhom.Patient),
        ChangedBy = new StaffId("consultant"),
        ChangedAt = Given.Noon,
    };

    private static readonly BookedDoctor Booked = new(Record, QueueKind.Therapist, IsAvailable: true);
    private static readonly DueBooking Near = Given.Near;

    [Fact]
    public void A_session_opened_when_the_booking_is_near_carries_it_and_waits_before_plain_contacts()
    {
        var decision = SessionRules.Open(Given.Empty, Given.Anna, SessionMode.Chat, Given.Patient(), null, Given.Noon, null, Near);
        var state = Given.Empty.Then(decision);

        Assert.Equal(Near.Booked, state.Appointment);
        Assert.Equal((Wait.BookedPriority, Near.Booked), (state.Waiting!.Priority, state.Waiting.Booked));
        Assert.Equal([new AppointmentCarried(Record.Id, state.Id, null)], decision.Records);
        Assert.True(WaitingLine.Order.Compare(InLine(state), InLine(Given.Waiting(Given.Patient()) with { Id = new SessionId("plain") })) < 0);
    }

    [Fact]
    public void Who_waits_already_comes_before_plain_contacts_from_then_on_and_it_is_said_once()
    {
        var state = Given.In(SessionPhase.WaitingForConsultant);
        state = state.Then(SessionRules.Carry(state, new PatientId("anna"), Near, Given.Noon));
        Assert.Equal(Wait.BookedPriority, state.Waiting!.Priority);
        Assert.Empty(SessionRules.Carry(state, new PatientId("anna"), Near, Given.Noon).Facts);
        Assert.Empty(SessionRules.Carry(Given.In(SessionPhase.Intake), new PatientId("boris"), Near, Given.Noon).Facts);
        Assert.Empty(SessionRules.Carry(Given.In(SessionPhase.Closed), new PatientId("anna"), Near, Given.Noon).Facts);
    }

    [Fact]
    public void Documents_that_the_booking_needs_are_asked_for_and_keep_the_doctor_away_until_they_are_there()
    {
        var state = Given.In(SessionPhase.Intake);
        state = state.Then(SessionRules.Carry(state, new PatientId("anna"), Near with { DocumentsMissing = "Снимок" }, Given.Noon));
        Assert.Equal("Снимок", state.DocumentsAwaited);
        Assert.Equal(Refusal.DocumentsAwaited, Transfer(state).Refusal);
        Assert.Null(Transfer(state.Then(SessionRules.AddDocument(state, new PatientId("anna"), Given.Document))).Refusal);
        Assert.Null(Transfer(state.Then(SessionRules.WaiveDocuments(state, Consultant, "Видел раньше"))).Refusal);
    }

    [Fact]
    public void A_moved_or_cancelled_booking_is_carried_no_more()
    {
        var state = Carrying();
        var visit = new BookedVisit(Record.Id, 2, Start.AddDays(1), "Белов Пётр", "therapist", "Europe/Moscow");
        Assert.Null(state.Apply(new SessionEvent(state.Sequence + 1, Given.Noon, ParticipantId.System, new AppointmentMoved(visit, Start))).Appointment);
        Assert.Null(state.Apply(new SessionEvent(state.Sequence + 1, Given.Noon, ParticipantId.System, new AppointmentCancelled(visit))).Appointment);
        var other = visit with { AppointmentId = new AppointmentId("other") };
        Assert.NotNull(state.Apply(new SessionEvent(state.Sequence + 1, Given.Noon, ParticipantId.System, new AppointmentCancelled(other))).Appointment);
    }

    [Fact]
    public void The_transfer_waits_for_the_booked_doctor_and_nobody_else_takes_the_patient()
    {
        var state = Waiting();
        Assert.Equal((SessionPhase.WaitingForDoctor, Record.Doctor, null), (state.Phase, state.Waiting!.For.Staff!.Value, state.Waiting.For.Queue));
        Assert.Equal(Refusal.WrongRole, SessionRules.Admit(state, state.Ticket, Given.OtherTherapist, [0], Start, Given.Limits).Refusal);
        Assert.Equal(SessionPhase.Consultation, state.Admitting(Given.Therapist).Phase);
    }

    [Fact]
    public void The_consultation_lasts_fifteen_minutes_from_its_late_start_and_returns_to_the_consultant()
    {
        var late = Start.AddMinutes(7);
        var state = Waiting().Admitting(Given.Therapist, late);
        Assert.Equal(late.AddMinutes(15), state.Leg!.EndsAt);
        Assert.Empty(Due(state, late.AddMinutes(10).AddSeconds(-1)).Facts);
        Assert.Equal([new LimitWarning(300)], Due(state, late.AddMinutes(10)).Facts);
        state = state.Then(Due(state, late.AddMinutes(10)));
        Assert.Equal([new LimitWarning(60)], Due(state, late.AddMinutes(14)).Facts);
        var over = Due(state, late.AddMinutes(15));
        Assert.Equal(new LegEnded(LegEndReason.Limit), over.Facts[0]);
        var returned = state.Then(over, late.AddMinutes(15));
        Assert.Equal((SessionPhase.WaitingForConsultant, LegKind.FollowUp, Given.Consultant.StaffId), (returned.Phase, returned.Waiting!.Next, returned.Waiting.Preferred));
        Assert.Equal(new AppointmentHeld(Record.Id, late.AddMinutes(15)), SessionRules.HeldBy(state, returned));
    }

    [Fact]
    public void A_doctor_who_drops_out_is_awaited_again_and_the_booking_is_not_held_by_that()
    {
        var state = Waiting().Admitting(Given.Therapist);
        var absent = Given.Absent(ParticipantId.Of(Record.Doctor), Given.Noon);
        var gone = state.Then(SessionRules.Due(state, absent, Given.Noon.AddSeconds(10), Given.Limits)).Then(SessionRules.Due(state, absent, Given.Noon.AddSeconds(60), Given.Limits) is { Facts: [Dropped] } told ? told : SessionRules.Due(state, absent, Given.Noon.AddSeconds(60), Given.Limits));
        Assert.Equal((SessionPhase.WaitingForDoctor, Record.Doctor), (gone.Phase, gone.Waiting!.For.Staff!.Value));
        Assert.Equal((LegTerms.Booked(TimeSpan.FromMinutes(15), Given.Limits.Warnings), true), (gone.Waiting.Terms, gone.Waiting.AtHead));
        Assert.Null(SessionRules.HeldBy(state, gone));
    }

    [Fact]
    public void A_doctor_who_may_not_go_on_leaves_the_decision_to_a_consultant()
    {
        var state = Waiting().Admitting(Given.Therapist);
        var gone = state.Then(SessionRules.Dismiss(state, Record.Doctor, Given.Noon));
        Assert.Equal((SessionPhase.WaitingForConsultant, true), (gone.Phase, gone.Waiting!.AtHead));
    }

    [Fact]
    public void A_doctor_who_does_not_answer_within_a_minute_is_told_to_the_consultant_who_stayed_once_and_rings_on()
    {
        var state = Waiting(stays: true);
        Assert.Equal(Given.Noon.AddSeconds(60), SessionRules.NextDue(state, Given.EverybodyPresent, Given.Noon, Given.Limits));
        Assert.Empty(Due(state, Given.Noon.AddSeconds(59)).Facts);
        var told = Due(state, Given.Noon.AddSeconds(60));
        Assert.Equal([new DoctorUnanswered(Record.Doctor, Declined: false)], told.Facts);
        Assert.Equal([new AppointmentTried(Record.Id, 1, new AppointmentAttempt(Given.Noon.AddSeconds(60), MissingSide.Doctor))], told.Records);
        state = state.Then(told);
        Assert.Empty(Due(state, Given.Noon.AddSeconds(300)).Facts);
        Assert.Equal(SessionPhase.Consultation, state.Admitting(Given.Therapist).Phase);
    }

    [Fact]
    public void The_consultant_who_stayed_may_choose_a_doctor_who_is_free_now_or_ring_the_booked_one_again()
    {
        var state = Waiting(stays: true);
        var other = SessionRules.Transfer(state, Consultant, new Referral(QueueKind.Therapist, "Врач не отвечает", null, Stays: true), "РГС-1", Start, Given.Limits);
        Assert.Equal(QueueKind.Therapist, state.Then(other).Waiting!.For.Queue);
        Assert.Equal(Given.Consultant, state.Then(other).Companion!.Staff);
        Assert.Equal(Record.Doctor, state.Then(Transfer(state, stays: true)).Waiting!.For.Staff);
        Assert.Equal(Refusal.WrongRole, SessionRules.Transfer(state, Consultant, new Referral(QueueKind.Consultant, "Возьмите", null), "РГС-1", Start, Given.Limits).Refusal);
        Assert.NotNull(SessionRules.Transfer(state, Caller.Of(Given.OtherConsultant.StaffId), new Referral(QueueKind.Therapist, "Врач не отвечает", null), "РГС-1", Start, Given.Limits).Refusal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Without_a_consultant_beside_the_patient_goes_back_to_one_after_a_minute_or_when_the_doctor_declines(bool declines)
    {
        var state = Waiting();
        var decision = declines ? SessionRules.Declined(state, state.Ticket, Record.Doctor, Given.Noon, Given.Limits) : Due(state, Given.Noon.AddSeconds(60));
        var back = state.Then(decision);
        Assert.Equal(new DoctorUnanswered(Record.Doctor, declines), decision.Facts[0]);
        Assert.Equal((SessionPhase.WaitingForConsultant, true, Given.Consultant.StaffId), (back.Phase, back.Waiting!.AtHead, back.Waiting.Preferred));
        Assert.Empty(SessionRules.Declined(state, state.Ticket + 1, Record.Doctor, Given.Noon, Given.Limits).Facts);
        Assert.Empty(SessionRules.Declined(state, state.Ticket, Given.OtherTherapist.StaffId, Given.Noon, Given.Limits).Facts);
    }

    [Fact]
    public void What_does_not_fit_is_refused_by_its_name()
    {
        var state = Carrying();
        Assert.Equal(Refusal.NotFound, Transfer(state, null).Refusal);
        Assert.Equal(Refusal.NotFound, Transfer(state, Booked with { Appointment = Record with { Patient = new PatientId("boris") } }).Refusal);
        Assert.Equal(Refusal.AppointmentOver, Transfer(state, Booked with { Appointment = Record with { State = AppointmentState.Cancelled } }).Refusal);
        Assert.Equal(Refusal.DoctorUnavailable, Transfer(state, Booked with { IsAvailable = false }).Refusal);
        Assert.Equal(Refusal.ConsentRequired, Transfer(Given.In(SessionPhase.Intake, Given.Patient(consent: null)), Booked).Refusal);
        Assert.Equal(Refusal.PolicyRequired, SessionRules.Transfer(state, Consultant, Order(), null, Start, Given.Limits, Booked).Refusal);
        Assert.Equal(Refusal.Invalid, SessionRules.Transfer(state, Consultant, new Referral(QueueKind.Specialist, "Кашель", null), "РГС-1", Start, Given.Limits).Refusal);
    }

    private static Caller Consultant => Caller.Of(Given.Consultant.StaffId);

    private static Referral Order(bool stays = false) => new(QueueKind.Specialist, "По записи", null, stays, Record.Id);

    private static Decision Transfer(SessionState state, bool stays = false) => SessionRules.Transfer(state, Consultant, Order(stays), "РГС-1", Given.Noon, Given.Limits, Booked);

    private static Decision Transfer(SessionState state, BookedDoctor? booked) => SessionRules.Transfer(state, Consultant, Order(), "РГС-1", Given.Noon, Given.Limits, booked);

    private static SessionState Carrying()
    {
        var state = Given.In(SessionPhase.Intake);
        return state.Then(SessionRules.Carry(state, new PatientId("anna"), Near, Given.Noon));
    }

    private static SessionState Waiting(bool stays = false)
    {
        var state = Carrying();
        return state.Then(Transfer(state, stays));
    }

    private static Decision Due(SessionState state, DateTimeOffset now) => SessionRules.Due(state, Given.EverybodyPresent, now, Given.Limits);

    private static WaitingSession InLine(SessionState state) => SessionViews.WaitingOf(state, Presence.Here)!;
}
