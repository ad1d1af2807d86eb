using Medzdrav.Contracts;
using Medzdrav.Grains;
using static Medzdrav.Contracts.SessionPhase;

namespace Medzdrav.Tests.Rules;

/// <summary>A session is about its person, and belongs to whoever signs in by the person's number.</summary>
public class LoginChangeRuleTests
{
    private static readonly AccountId Later = new("later");

    [Theory]
    [InlineData(WaitingForConsultant)]
    [InlineData(Intake)]
    [InlineData(WaitingForDoctor)]
    [InlineData(Consultation)]
    [InlineData(FollowUp)]
    public void The_session_goes_on_as_the_new_numbers_where_it_stood(SessionPhase phase)
    {
        var before = Given.In(phase);

        var after = Moved(before);

        Assert.Equal((phase, before.Ticket, before.Leg, before.Messages), (after.Phase, after.Ticket, after.Leg, after.Messages));
        Assert.Equal(Caller.Of(Later), after.Owner);
        Assert.Equal(ParticipantId.Patient, SessionRules.Participant(after, Caller.Of(Later)));
        Assert.Equal(SessionViews.ClaimsOf(before), SessionViews.ClaimsOf(after));
    }

    [Fact]
    public void The_former_number_is_out_and_reads_why()
    {
        var after = Moved(Given.In(Intake).Then(SessionRules.RequestConsent(Given.In(Intake), Caller.Of(Given.Consultant.StaffId), "2026-12")));

        Assert.Equal(Refusal.NumberChanged, SessionRules.RefuseJoin(after, Given.Anna, 0, out _));
        Assert.Equal("notFound", SessionRules.RefuseEarlier(after, Given.Anna, 1, out _)!.Code);
        Assert.Equal(Refusal.NumberChanged, SessionRules.ConfirmConsent(after, Given.Anna, Given.Consent with { Version = "2026-12" }, "2026-12", Given.Noon).Refusal);
        Assert.Equal(Refusal.NumberChanged, SessionRules.Leave(after, Given.Anna, Given.Noon, Given.Limits).Refusal);
        Assert.Equal(Refusal.NotFound, SessionRules.RefuseJoin(after, Given.Stranger, 0, out _));
    }

    [Fact]
    public void The_new_number_confirms_what_was_asked_in_the_name_of_its_own_representative()
    {
        var asked = Given.In(Intake, Given.Patient(consent: null)).Then(SessionRules.RequestConsent(Given.In(Intake, Given.Patient(consent: null)), Caller.Of(Given.Consultant.StaffId), "2026-11"));

        var decision = SessionRules.ConfirmConsent(Moved(asked), Caller.Of(Later), Given.Consent, "2026-11", Given.Noon);

        var given = Assert.IsType<ConsentGiven>(Assert.Single(decision.Records));
        Assert.Equal((Later, "Иванов Олег"), (given.Account, given.ConfirmedBy));
    }

    [Fact]
    public void The_patient_is_away_until_somebody_comes_by_the_new_number()
    {
        var after = Moved(Given.Waiting(Given.Patient()));

        Assert.Equal(Presence.Away, SessionRules.PresenceOf(after, hasJoined: true, isLookedAt: true));
        Assert.Equal(Presence.Here, SessionRules.PresenceOf(after.Then(SessionRules.Rejoin(after, ParticipantId.Patient)), hasJoined: true, isLookedAt: true));
    }

    [Fact]
    public void A_visitor_who_was_signed_in_by_the_former_number_claims_nothing_any_more()
    {
        var visitor = new Caller(CallerKind.Visitor, "visitor");
        var opened = Given.Empty.Then(SessionRules.Open(Given.Empty, visitor, SessionMode.Chat, null, null, Given.Noon)).Admitting(Given.Consultant);
        var signedIn = opened.Then(SessionRules.SignIn(opened, Caller.Of(Given.Consultant.StaffId), new AccountId("anna"), Given.Patient(), null));
        Assert.Equal(Given.Anna, SessionRules.ClaimedBy(signedIn, visitor, Given.Noon));

        var after = Moved(signedIn);

        Assert.Null(SessionRules.ClaimedBy(after, visitor, Given.Noon));
        Assert.Equal(Refusal.NumberChanged, SessionRules.RefuseJoin(after, visitor, 0, out _));
    }

    [Fact]
    public void Who_gets_the_number_back_is_in_again()
    {
        var after = Moved(Given.In(Intake));

        after = after.Then(SessionRules.FollowLogin(after, new PatientId("anna"), new AccountId("anna"), null));

        Assert.Null(SessionRules.RefuseJoin(after, Given.Anna, 0, out _));
        Assert.Equal(Refusal.NumberChanged, SessionRules.RefuseJoin(after, Caller.Of(Later), 0, out _));
    }

    [Fact]
    public void A_session_of_somebody_else_follows_nobody()
    {
        Assert.Empty(SessionRules.FollowLogin(Given.In(Intake), new PatientId("child"), Later, null).Facts);
        Assert.Empty(SessionRules.FollowLogin(Given.Waiting(patient: null), new PatientId("anna"), Later, null).Facts);
    }

    private static SessionState Moved(SessionState state) => state.Then(SessionRules.FollowLogin(state, new PatientId("anna"), Later, "Иванов Олег"));
}
