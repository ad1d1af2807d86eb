using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Tests.Rules;

public class MatchingRuleTests
{
    [Fact]
    public void A_second_specialist_may_not_take_the_same_ticket()
    {
        var waiting = Given.In(SessionPhase.WaitingForConsultant);
        var taken = waiting.Admitting(Given.Consultant);

        var decision = SessionRules.Admit(taken, waiting.Ticket, Given.OtherConsultant, [0], Given.Noon, Given.Limits);

        Assert.Equal(Refusal.AlreadyTaken, decision.Refusal);
    }

    [Fact]
    public void A_ticket_of_an_earlier_wait_is_stale()
    {
        var first = Given.In(SessionPhase.WaitingForConsultant);
        var again = Given.In(SessionPhase.Consultation).Ending();

        var decision = SessionRules.Admit(again, first.Ticket, Given.Consultant, [0], Given.Noon, Given.Limits);

        Assert.Equal(Refusal.StaleTicket, decision.Refusal);
    }

    [Fact]
    public void A_paediatrician_may_not_take_a_patient_who_waits_for_a_therapist()
    {
        var waiting = Given.In(SessionPhase.WaitingForDoctor);
        var paediatrician = Given.Therapist with { Queue = QueueKind.Paediatrician };

        Assert.Equal(Refusal.WrongRole, SessionRules.Admit(waiting, waiting.Ticket, paediatrician, [0], Given.Noon, Given.Limits).Refusal);
    }

    [Fact]
    public void A_returned_patient_waits_at_the_head_for_the_own_consultant_first()
    {
        var returned = Given.In(SessionPhase.Consultation).Ending();

        Assert.True(returned.Waiting!.AtHead);
        Assert.Equal(Given.Consultant.StaffId, returned.Waiting.Preferred);
        Assert.Equal(Given.Noon + TimeSpan.FromSeconds(60), returned.Waiting.PreferredUntil);
        Assert.Equal(LegKind.FollowUp, returned.Waiting.Next);
    }

    [Fact]
    public void When_the_last_doctor_goes_off_duty_the_patient_goes_back_to_a_consultant()
    {
        var waiting = Given.In(SessionPhase.WaitingForDoctor);

        var back = waiting.Then(SessionRules.Uncovered(waiting, waiting.Ticket, Given.Noon));

        Assert.Equal(SessionPhase.WaitingForConsultant, back.Phase);
        Assert.True(back.Waiting!.AtHead);
        Assert.Equal(LegKind.Intake, back.Waiting.Next);
    }

    [Fact]
    public void The_line_keeps_those_at_the_head_first_and_then_who_waits_longest()
    {
        var line = new WaitingLine();
        line.Add(Waiting("late", seconds: 30));
        line.Add(Waiting("early", seconds: 10));
        line.Add(Waiting("returned", seconds: 60, atHead: true));

        Assert.Equal(["returned", "early", "late"], line.InOrder.Select(waiting => waiting.SessionId.Value));
    }

    [Fact]
    public void A_late_notice_does_not_end_a_newer_wait()
    {
        var line = new WaitingLine();
        line.Add(Waiting("a", ticket: 9));

        line.Remove(new SessionId("a"), ticket: 3);
        line.Add(Waiting("a", ticket: 3));

        Assert.Equal(9, Assert.Single(line.InOrder).Ticket);
    }

    [Fact]
    public void Nobody_on_duty_gives_no_estimate()
    {
        var board = new DutyBoard(TimeSpan.FromMinutes(4));
        board.Renew(new Availability(new StaffId("a"), OnDuty: false, 3, 3, Given.Noon), Given.Noon);

        Assert.Equal(0, board.OnDuty);
        Assert.Null(board.Estimate(1, SessionMode.Chat));
    }

    [Fact]
    public void While_it_rings_for_the_first_their_wait_is_nearly_over_and_the_next_ones_is_counted_from_there()
    {
        var board = new DutyBoard(TimeSpan.FromMinutes(12));
        var doctor = new Availability(new StaffId("a"), OnDuty: true, 1, 1, Given.Noon);
        board.Renew(doctor, Given.Noon);

        board.Ask(doctor.Staff);
        // As specialists say it while something rings at their desk.
        board.Renew(doctor with { FreeUnits = 0 }, Given.Noon);
        Assert.True(board.Estimate(1, SessionMode.Chat) < TimeSpan.FromMinutes(1));
        Assert.Equal(TimeSpan.FromMinutes(12), board.Estimate(2, SessionMode.Chat));

        board.Took(doctor.Staff, freeUnits: 0, exceeds: false, Given.Noon);
        board.Release(doctor.Staff);
        Assert.Equal(TimeSpan.FromMinutes(12), board.Estimate(1, SessionMode.Chat));
    }

    [Fact]
    public void A_call_waits_for_a_specialist_who_is_wholly_free()
    {
        var board = new DutyBoard(TimeSpan.FromMinutes(4));
        board.Renew(new Availability(new StaffId("a"), OnDuty: true, FreeUnits: 2, Units: 3, Given.Noon), Given.Noon);
        Assert.True(board.Estimate(1, SessionMode.Chat) < TimeSpan.FromMinutes(1));
        Assert.Equal(TimeSpan.FromMinutes(4), board.Estimate(1, SessionMode.Video));

        board.Renew(new Availability(new StaffId("b"), OnDuty: true, FreeUnits: 3, Units: 3, Given.Noon), Given.Noon);

        Assert.True(board.Estimate(1, SessionMode.Audio) < TimeSpan.FromMinutes(1));
        Assert.Equal(TimeSpan.FromMinutes(2), board.Estimate(2, SessionMode.Audio));
    }

    [Fact]
    public void An_offer_that_nobody_answered_is_no_talk_that_was_quick()
    {
        var board = new DutyBoard(TimeSpan.FromMinutes(12));
        var doctor = new Availability(new StaffId("a"), OnDuty: true, 1, 1, Given.Noon);
        board.Renew(doctor, Given.Noon);
        board.Ask(doctor.Staff);
        board.Renew(doctor with { FreeUnits = 0 }, Given.Noon);

        board.Renew(doctor, Given.Noon + TimeSpan.FromSeconds(20));
        board.Release(doctor.Staff);

        Assert.Equal(TimeSpan.FromMinutes(12), board.Outlook.Handling);
    }

    [Fact]
    public void A_specialist_who_is_silent_for_three_renewals_covers_nobody()
    {
        var board = new DutyBoard(TimeSpan.FromMinutes(4));
        board.Renew(new Availability(new StaffId("a"), OnDuty: true, 3, 3, Given.Noon), Given.Noon);

        board.Forget(Given.Noon + TimeSpan.FromSeconds(9));
        Assert.Equal(1, board.OnDuty);
        board.Forget(Given.Noon + TimeSpan.FromSeconds(11));
        Assert.Equal(0, board.OnDuty);
    }

    [Fact]
    public void A_consultant_takes_three_chats_or_one_call()
    {
        var held = new HeldSessions(Contracts.Desk.Consultant, 3);

        Assert.Equal([0, 1, 2], held.Choose(SessionMode.Video, exceeding: false)!);
        held.Add(Desk("a", 1));
        Assert.Equal([0], held.Choose(SessionMode.Chat, exceeding: false)!);
        Assert.Null(held.Choose(SessionMode.Video, exceeding: false));
    }

    [Fact]
    public void A_returning_patient_may_exceed_the_capacity_by_one_and_not_by_two()
    {
        var held = new HeldSessions(Contracts.Desk.Consultant, 3);
        held.Add(Desk("a", 0, 1, 2));

        Assert.Null(held.Choose(SessionMode.Chat, exceeding: false));
        Assert.Equal([3], held.Choose(SessionMode.Chat, exceeding: true)!);
        held.Add(Desk("b", 3));
        Assert.Null(held.Choose(SessionMode.Chat, exceeding: true));
        Assert.Equal(0, held.FreeUnits);
    }

    [Fact]
    public void What_a_doctor_still_has_at_the_consultants_desk_leaves_no_place_at_the_doctors()
    {
        var held = new HeldSessions(Contracts.Desk.Doctor, 1);
        held.Add(Desk("a", 1));

        Assert.Equal(0, held.FreeUnits);
        Assert.Null(held.Choose(SessionMode.Chat, exceeding: true));
        Assert.Empty(held.Sessions);
        Assert.False(held.Become([]));
        Assert.Equal(1, held.FreeUnits);
    }

    [Fact]
    public void An_offer_names_its_session()
    {
        var offer = OfferIds.Make(new SessionId("Ab_c-1"), 7, 2);

        Assert.Equal("Ab_c-1", OfferIds.SessionOf(offer)!.Value.Value);
        Assert.Null(OfferIds.SessionOf(new OfferId("made-up")));
    }

    private static DeskSessionRow Desk(string session, params int[] slots) =>
        new(new DeskSession(new SessionId(session), null, SessionMode.Chat, SessionPhase.Intake, Given.Noon), slots);

    private static WaitingSession Waiting(string session, long ticket = 1, int seconds = 0, bool atHead = false) => new(
        new SessionId(session), ticket, SessionMode.Chat, null, null, new Wait(Awaited.In(QueueKind.Consultant), LegKind.Intake, LegTerms.Unlimited, Given.Noon.AddSeconds(seconds), atHead), Presence.Here);
}
