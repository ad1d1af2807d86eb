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

        Assert.Equal(new Work(Answered: 1), Assert.Single(Work((60, awaited), (120, new LegEnded(LegEndReason.NotReturned)))).Done);
        Assert.Equal(
            new Work(Answered: 1, Talks: 1, TalkMilliseconds: 60_000),
            Assert.Single(Work((60, awaited), (90, new Returned(Given.Noon.AddSeconds(90), null)), (150, new LegEnded(LegEndReason.Ended)))).Done);
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
        var fold = new WorkRules();
        foreach (var (index, (seconds, fact)) in facts.Index())
            fold.Take(new SessionEvent(index + 1, Given.Noon.AddSeconds(seconds), ParticipantId.System, fact));
        return [.. WorkRules.Sum([fold])];
    }

    private static LegStarted Leg(StaffSnapshot staff, LegKind kind, int seconds) => new(kind, staff, Given.Noon.AddSeconds(seconds), null, [0]);
}
