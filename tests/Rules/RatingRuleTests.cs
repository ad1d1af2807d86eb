using Medzdrav.Contracts;
using Medzdrav.Grains;
using static Medzdrav.Contracts.SessionPhase;

namespace Medzdrav.Tests.Rules;

/// <summary>A session that is over is rated once, by its patient, within a week.</summary>
public class RatingRuleTests
{
    private static readonly SessionState Over = Given.In(Closed);

    [Fact]
    public void A_patient_rates_once_and_reads_what_they_gave()
    {
        var decision = SessionRules.Rate(Over, Given.Anna, 4, "Спасибо", Given.Noon, Given.Limits);
        var rated = Over.Then(decision);

        var stored = Assert.IsType<RatingGiven>(Assert.Single(decision.Records));
        Assert.Equal((Over.Id, Over.Consultant, 4, "Спасибо"), (stored.Session, stored.Consultant, stored.Stars, stored.Comment));
        Assert.Equal(4, SessionViews.View(rated, Given.Noon, forStaff: false, Given.Limits).Rating?.Stars);
        Assert.Equal("alreadyRated", SessionRules.Rate(rated, Given.Anna, 5, null, Given.Noon, Given.Limits).Refusal?.Code);
        Assert.Equal("alreadyRated", SessionRules.Rate(rated, Given.Anna, 5, null, Given.Noon.AddDays(30), Given.Limits).Refusal?.Code);
    }

    [Fact]
    public void Staff_neither_rate_nor_read_ratings()
    {
        var rated = Over.Then(SessionRules.Rate(Over, Given.Anna, 1, "Плохо", Given.Noon, Given.Limits));

        Assert.Equal("notFound", SessionRules.Rate(Over, Caller.Of(Given.Consultant.StaffId), 5, null, Given.Noon, Given.Limits).Refusal?.Code);
        Assert.Null(SessionViews.View(rated, Given.Noon, forStaff: true, Given.Limits).Rating);
        var happened = new SessionEvent(1, Given.Noon, ParticipantId.Patient, new Rated(1, "Плохо"));
        Assert.Equal("{}"u8, EventViews.ForStaff(happened).Data);
        Assert.Equal("""{"stars":1}"""u8, EventViews.ForPatient(happened).Data);
        Assert.True(EventViews.IsFiltered(happened.Fact));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(6)]
    [InlineData(-1)]
    public void There_are_five_stars(int stars) => Assert.Equal("invalid", SessionRules.Rate(Over, Given.Anna, stars, null, Given.Noon, Given.Limits).Refusal?.Code);

    [Fact]
    public void A_comment_has_at_most_a_thousand_characters()
    {
        Assert.Null(SessionRules.Rate(Over, Given.Anna, 5, new string('я', 1_000), Given.Noon, Given.Limits).Refusal);
        Assert.Equal("invalid", SessionRules.Rate(Over, Given.Anna, 5, new string('я', 1_001), Given.Noon, Given.Limits).Refusal?.Code);
        Assert.Null(SessionRules.CommentOf(" \u200b\n"));
        Assert.Equal("Да", SessionRules.CommentOf(" Да\n"));
    }

    [Fact]
    public void After_a_week_a_session_is_rated_no_more()
    {
        var until = Over.ClosedAt!.Value + Given.Limits.RateWithin;

        Assert.Null(SessionRules.Rate(Over, Given.Anna, 5, null, until.AddMilliseconds(-1), Given.Limits).Refusal);
        Assert.Equal("ratingOver", SessionRules.Rate(Over, Given.Anna, 5, null, until, Given.Limits).Refusal?.Code);
        Assert.Equal(until, SessionRules.RatingIn(Over, Given.Noon, Given.Limits)?.Until);
        Assert.Null(SessionRules.RatingIn(Over, until, Given.Limits));
    }

    [Fact]
    public void Without_a_talk_or_where_it_goes_on_elsewhere_there_is_nothing_to_rate()
    {
        var waiting = Given.In(WaitingForConsultant);
        var cancelled = waiting.Then(SessionRules.Leave(waiting, Given.Anna, Given.Noon, Given.Limits));

        Assert.Equal("wrongPhase", SessionRules.Rate(cancelled, Given.Anna, 5, null, Given.Noon, Given.Limits).Refusal?.Code);
        Assert.Null(SessionRules.RatingIn(cancelled, Given.Noon, Given.Limits));
        Assert.Equal("wrongPhase", SessionRules.Rate(Over with { CloseReason = CloseReason.ContinuedElsewhere }, Given.Anna, 5, null, Given.Noon, Given.Limits).Refusal?.Code);
    }
}
