using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Tests.Rules;

/// <summary>The figures that sessions come to.</summary>
public sealed class TallyRuleTests
{
    private static readonly Wait First = new(Awaited.In(QueueKind.Consultant), LegKind.Intake, LegTerms.Unlimited, Given.Noon);

    [Fact]
    public void A_whole_session_comes_to_its_waits_talks_transfers_and_its_end()
    {
        var tallies = Tallies(
            (0, new Opened(SessionMode.Video, Given.Anna)), (0, new Queued(First)),
            (30, new Offered(Given.Consultant.StaffId, 50)), (40, new Offered(Given.OtherConsultant.StaffId, 90)),
            (60, Leg(Given.Consultant, LegKind.Intake, 60)),
            (90, new CallRecord(Report(CallStage.Connected))), (95, new CallRecord(Report(CallStage.Failed))), (150, new CallRecord(Report(CallStage.Ended))),
            (180, new DocumentAdded(new DocumentId("photo"), "Горло.jpg", DocumentKind.Jpeg)),
            (240, new Transferred(QueueKind.Therapist, "Кашель", null)), (240, new LegEnded(LegEndReason.Transferred)),
            (240, new Queued(First with { For = Awaited.In(QueueKind.Therapist), Since = Given.Noon.AddSeconds(240) })),
            (300, Leg(Given.Therapist, LegKind.Consultation, 300)),
            (2100, new LegEnded(LegEndReason.Limit)),
            (2100, new Queued(First with { Since = Given.Noon.AddSeconds(2100), AtHead = true })),
            (2105, Leg(Given.Consultant, LegKind.FollowUp, 2105)),
            (2165, new LegEnded(LegEndReason.Ended)), (2165, new SessionClosed(CloseReason.Completed)));

        Assert.Equal(
            [
                "opened video 1 0", "wait consultant 2 65000", "wait therapist 1 60000", "handling consultant 2 240000", "handling therapist 1 1800000", "transferred therapist 1 0",
                "limitEnded therapist 1 0", "closed completed 1 0", "callConnected video 1 900", "callFailed video 1 0", "callLoss video 1 25", "estimateError consultant 1 10000", "documents jpeg 1 0",
            ],
            tallies.OrderBy(tally => tally.Kind).ThenBy(tally => tally.Part).Select(Line));
        Assert.All(tallies, tally => Assert.Equal(Given.Noon, tally.Hour));
    }

    [Theory]
    [InlineData(CloseReason.CancelledByPatient, true)]
    [InlineData(CloseReason.NoConnection, true)]
    [InlineData(CloseReason.ContinuedElsewhere, false)]
    public void Who_leaves_the_queue_did_not_wait_to_the_end_but_for_those_who_go_on_elsewhere(CloseReason reason, bool isAbandoned)
    {
        var tallies = Tallies((0, new Queued(First)), (90, new SessionClosed(reason)));

        Assert.Equal(isAbandoned ? ["abandoned consultant 1 90000"] : [], tallies.Where(tally => tally.Kind == TallyKind.Abandoned).Select(Line));
        Assert.DoesNotContain(tallies, tally => tally.Kind is TallyKind.Wait or TallyKind.Handling);
    }

    [Fact]
    public void Who_leaves_after_the_doctor_was_not_lost_while_waiting()
    {
        var tallies = Tallies(
            (0, new Queued(First)), (60, Leg(Given.Therapist, LegKind.Consultation, 60)), (600, new LegEnded(LegEndReason.Ended)),
            (600, new Queued(First with { Since = Given.Noon.AddSeconds(600) })), (660, new SessionClosed(CloseReason.CancelledByPatient)));

        Assert.DoesNotContain(tallies, tally => tally.Kind == TallyKind.Abandoned);
    }

    [Fact]
    public void A_patient_who_comes_back_talks_from_then_on_and_one_who_does_not_talks_never()
    {
        var awaited = Leg(Given.Consultant, LegKind.Intake, 60) with { ReturnsBy = Given.Noon.AddSeconds(120) };
        Assert.Equal(
            ["handling consultant 1 60000"],
            Tallies((0, new Queued(First)), (60, awaited), (90, new Returned(Given.Noon.AddSeconds(90), null)), (150, new LegEnded(LegEndReason.Ended))).Where(tally => tally.Kind == TallyKind.Handling).Select(Line));
        Assert.DoesNotContain(Tallies((0, new Queued(First)), (60, awaited), (120, new LegEnded(LegEndReason.NotReturned))), tally => tally.Kind == TallyKind.Handling);
    }

    [Fact]
    public void Sessions_are_summed_by_the_hour_in_which_it_happened()
    {
        var one = Fold((0, new Queued(First)), (3599, Leg(Given.Consultant, LegKind.Intake, 3599)));
        var other = Fold((0, new Queued(First)), (3600, Leg(Given.Consultant, LegKind.Intake, 3600)));

        var sums = TallyRules.Sum([one, other, one]).OrderBy(tally => tally.Hour).ToArray();

        Assert.Equal([(Given.Noon, 2L), (Given.Noon.AddHours(1), 1L)], sums.Select(tally => (tally.Hour, tally.Values.Count)));
    }

    [Fact]
    public void What_is_usual_needs_no_more_than_the_hours()
    {
        Tally[] hours =
        [
            new(Given.Noon, TallyKind.Wait, "consultant", Spread.Of(60_000, 120_000)), new(Given.Noon.AddHours(1), TallyKind.Wait, "consultant", Spread.Of(180_000)),
            new(Given.Noon, TallyKind.EstimateError, "consultant", Spread.Of(20_000)), new(Given.Noon, TallyKind.Wait, "therapist", Spread.Of(1_000)),
        ];

        var usual = HistoryRules.Usual(hours)[0];

        Assert.Equal((QueueKind.Consultant, 3, 1), (usual.Queue, usual.Count, usual.Estimates));
        Assert.InRange(usual.MedianSeconds, 115, 125);
        Assert.InRange(usual.NinetyPercentSeconds, 172, 188);
        Assert.InRange(usual.ErrorSeconds, 19, 21);
        var row = Assert.Single(HistoryRules.Rows(hours, _ => Given.Noon, new SupervisionOptions()), row => row is { Kind: TallyKind.Wait, Part: "consultant" });
        Assert.Equal((3, 360_000, 2), (row.Count, row.Total, row.WithinTarget));
    }

    private static string Line(Tally tally) => $"{Words.Of(tally.Kind)} {tally.Part} {tally.Values.Count} {tally.Values.Total}";

    private static IReadOnlyCollection<Tally> Tallies(params (int Seconds, SessionFact Fact)[] facts) => TallyRules.Sum([Fold(facts)]);

    private static TallyRules Fold(params (int Seconds, SessionFact Fact)[] facts)
    {
        var fold = new TallyRules();
        foreach (var (index, (seconds, fact)) in facts.Index())
            fold.Take(new SessionEvent(index + 1, Given.Noon.AddSeconds(seconds), ParticipantId.System, fact));
        return fold;
    }

    private static LegStarted Leg(StaffSnapshot staff, LegKind kind, int seconds) => new(kind, staff, Given.Noon.AddSeconds(seconds), null, [0]);

    private static CallReport Report(CallStage stage) => new("call", ParticipantId.Patient, stage, SessionMode.Video, 900, 60, 0, 0, 2.5, 40, 32, 0, false);
}
