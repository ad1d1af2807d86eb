using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Tests.Rules;

/// <summary>The work of specialists in a session.</summary>
public sealed class WorkRuleTests
{
    [Fact]
    public void Each_specialist_has_the_offers_answers_talks_and_transfers_that_are_theirs()
    {
        var work = Work(
            (5, new Offered(Given.OtherConsultant.StaffId)), (30, new Offered(Given.Consultant.StaffId)), (60, Leg(Given.Consultant, LegKind.Intake, 60)),
            (240, new Transferred(QueueKind.Therapist, "Кашель", null)), (240, new LegEnded(LegEndReason.Transferred)),
            (250, new Offered(Given.Therapist.StaffId)), (300, Leg(Given.Therapist, LegKind.Consultation, 300)), (2100, new LegEnded(LegEndReason.Limit)),
            (2105, new Offered(Given.Consultant.StaffId)), (2110, Leg(Given.Consultant, LegKind.FollowUp, 2110)), (2170, new SessionClosed(CloseReason.Completed)));

        Assert.Equal(
            [
                (Given.OtherConsultant.StaffId, new Work(Offered: 1)),
                (Given.Consultant.StaffId, new Work(Offered: 2, Answered: 2, Talks: 2, TalkMilliseconds: 240_000, Transferred: 1)),
                (Given.Therapist.StaffId, new Work(Offered: 1, Answered: 1, Talks: 1, TalkMilliseconds: 1_800_000)),
            ],
            work.Select(one => (one.Staff, one.Done)));
        Assert.All(work, one => Assert.Equal(Given.Noon, one.Hour));
    }

    [Fact]
    public void A_patient_who_was_called_back_and_did_not_come_talked_with_nobody()
    {
        var awaited = Leg(Given.Consultant, LegKind.Intake, 60) with { ReturnsBy = Given.Noon.AddSeconds(120) };

        Assert.Equal(new Work(Offered: 1, Answered: 1), Assert.Single(Work(Offer(50), (60, awaited), (120, new LegEnded(LegEndReason.NotReturned)))).Done);
        Assert.Equal(
            new Work(Offered: 1, Answered: 1, Talks: 1, TalkMilliseconds: 60_000),
            Assert.Single(Work(Offer(50), (60, awaited), (90, new Returned(Given.Noon.AddSeconds(90), null)), (150, new LegEnded(LegEndReason.Ended)))).Done);
    }

    [Fact]
    public void Legs_that_nobody_offered_hide_no_missed_offer()
    {
        var missed = Work(Wait(0), Offer(5), Offer(40), (70, Leg(Given.OtherConsultant, LegKind.Intake, 70)), (100, new LegEnded(LegEndReason.Transferred)));
        var booked = Work(Wait(110), (120, Leg(Given.Consultant, LegKind.FollowUp, 120)), (180, new LegEnded(LegEndReason.Ended)));
        var phoned = Work((10, Leg(Given.Consultant, LegKind.Intake, 10)), (70, new SessionClosed(CloseReason.Completed)));

        Assert.Equal(new Work(Offered: 2), Assert.Single(missed, one => one.Staff == Given.Consultant.StaffId).Done);
        Assert.Equal(new Work(Talks: 1, TalkMilliseconds: 60_000), Assert.Single(booked).Done);
        Assert.Equal(new Work(Talks: 1, TalkMilliseconds: 60_000), Assert.Single(phoned).Done);
    }

    [Fact]
    public void An_offer_of_an_earlier_wait_is_not_answered_by_a_leg_of_a_later_one()
    {
        var work = Work(Wait(0), Offer(5), Wait(40), (50, Leg(Given.Consultant, LegKind.Intake, 50)), (50, new SessionClosed(CloseReason.Completed)));

        Assert.Equal(new Work(Offered: 1, Talks: 1), Assert.Single(work).Done);
    }

    [Fact]
    public void An_answer_is_counted_in_the_hour_of_its_offer()
    {
        var work = Work(Wait(3_590), Offer(3_595), (3_605, Leg(Given.Consultant, LegKind.Intake, 3_605)), (3_605, new SessionClosed(CloseReason.Completed)));

        Assert.Equal([(Given.Noon, new Work(Offered: 1, Answered: 1)), (Given.Noon.AddHours(1), new Work(Talks: 1))], work.Select(one => (one.Hour, one.Done)));
    }

    [Fact]
    public void An_offer_that_rang_when_its_patient_went_was_missed_by_nobody()
    {
        var (cancelled, dropped) = (new SessionClosed(CloseReason.CancelledByPatient), new Dropped(ParticipantId.Patient, Given.Noon));

        Assert.Equal(new Work(), Assert.Single(Work(Wait(0), Offer(5), (15, cancelled))).Done);
        Assert.Equal(new Work(), Assert.Single(Work(Wait(0), Offer(5), (15, dropped), (25, cancelled))).Done);
        Assert.Equal(new Work(Offered: 1), Assert.Single(Work(Wait(0), Offer(5), (90, cancelled))).Done);
        Assert.Equal(
            [(Given.Consultant.StaffId, new Work(Offered: 1)), (Given.OtherConsultant.StaffId, new Work())],
            Work(Wait(0), Offer(5), (15, new Offered(Given.OtherConsultant.StaffId)), (20, cancelled)).Select(one => (one.Staff, one.Done)));
        Assert.Equal(new Work(Offered: 1), Assert.Single(Work(Wait(0), Offer(5), (15, new SessionClosed(CloseReason.NoService)))).Done);
    }

    [Fact]
    public void Members_stand_by_name_and_those_whose_account_is_gone_last()
    {
        (StaffId, Work)[] work = [(new StaffId("gone"), new Work(Talks: 1)), (new StaffId("b"), new Work(Talks: 2)), (new StaffId("a"), new Work(Talks: 3))];

        var members = HistoryRules.Members(work, new Dictionary<StaffId, string> { [new StaffId("a")] = "Анна", [new StaffId("b")] = "Борис" });

        Assert.Equal([("Анна", 3), ("Борис", 2), ("", 1)], members.Select(member => (member.Name, member.Talks)));
    }

    private static WorkTally[] Work(params (int Seconds, SessionFact Fact)[] facts)
    {
        var fold = new WorkRules(ringing: TimeSpan.FromSeconds(22));
        foreach (var (index, (seconds, fact)) in facts.Index())
            fold.Take(new SessionEvent(index + 1, Given.Noon.AddSeconds(seconds), ParticipantId.System, fact));
        return [.. WorkRules.Sum([fold])];
    }

    private static (int, SessionFact) Wait(int seconds) =>
        (seconds, new Queued(new Wait(Awaited.In(QueueKind.Consultant), LegKind.Intake, LegTerms.Unlimited, Given.Noon.AddSeconds(seconds))));

    private static (int, SessionFact) Offer(int seconds) => (seconds, new Offered(Given.Consultant.StaffId));

    private static LegStarted Leg(StaffSnapshot staff, LegKind kind, int seconds) => new(kind, staff, Given.Noon.AddSeconds(seconds), null, [0]);
}
