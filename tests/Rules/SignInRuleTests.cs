using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Tests.Rules;

/// <summary>S1.3: a visitor's session goes on as the signed-in person's.</summary>
public class SignInRuleTests
{
    private static readonly Caller Visitor = new(CallerKind.Visitor, "visitor");
    private static readonly Caller Consultant = Caller.Of(Given.Consultant.StaffId);
    private static readonly AccountId Account = Given.Anna.Account!.Value;
    private static readonly SessionId Elsewhere = new("elsewhere");

    [Fact]
    public void A_visitors_session_becomes_the_accounts_and_stays_the_visitors_until_claimed()
    {
        var state = SignedIn(Given.Patient());

        Assert.Equal((Given.Anna, Given.Patient().PatientId), (state.Owner, state.Patient!.PatientId));
        Assert.Equal(ParticipantId.Patient, SessionRules.Participant(state, Given.Anna));
        Assert.Equal(ParticipantId.Patient, SessionRules.Participant(state, Visitor));
        Assert.Equal(Given.Anna, SessionRules.ClaimedBy(state, Visitor, Given.Noon));
        Assert.Null(SessionRules.ClaimedBy(state, new Caller(CallerKind.Visitor, "another"), Given.Noon));
        Assert.Null(SessionRules.ClaimedBy(state, Given.Anna, Given.Noon));
    }

    [Fact]
    public void An_account_is_claimed_until_an_hour_after_closing_and_not_later()
    {
        var state = SignedIn(Given.Patient());
        state = state.Then(SessionRules.Close(state, Consultant, CloseReason.Completed), Given.Noon);

        Assert.NotNull(SessionRules.ClaimedBy(state, Visitor, Given.Noon.AddHours(1)));
        Assert.Null(SessionRules.ClaimedBy(state, Visitor, Given.Noon.AddHours(1).AddSeconds(1)));
    }

    [Fact]
    public void Before_signing_in_nothing_is_claimed()
    {
        Assert.Null(SessionRules.ClaimedBy(Visiting(), Visitor, Given.Noon));
    }

    [Fact]
    public void Who_waits_elsewhere_goes_on_there()
    {
        var state = Visiting();
        state = state.Then(SessionRules.SignIn(state, Consultant, Account, Given.Patient(), Elsewhere));

        Assert.Equal((SessionPhase.Closed, CloseReason.ContinuedElsewhere, Elsewhere), (state.Phase, state.CloseReason!.Value, state.ContinuedIn!.Value));
        Assert.Equal(Given.Anna, SessionRules.ClaimedBy(state, Visitor, Given.Noon));
    }

    [Fact]
    public void Nobody_signs_in_twice_in_one_session()
    {
        var state = SignedIn(person: null);

        Assert.Equal(Refusal.AlreadySignedIn, SessionRules.SignIn(state, Consultant, new AccountId("other"), null, null).Refusal);
        Assert.Equal(Refusal.AlreadySignedIn, SessionRules.CodeSent(state, Consultant, "+7 ··· 45-67").Refusal);
    }

    [Fact]
    public void Only_the_consultant_with_the_patient_signs_in()
    {
        var state = Visiting();

        Assert.Equal(Refusal.NotFound, SessionRules.SignIn(state, Caller.Of(Given.OtherConsultant.StaffId), Account, null, null).Refusal);
        Assert.Equal(Refusal.WrongRole, SessionRules.SignIn(state, Visitor, Account, null, null).Refusal);
    }

    [Fact]
    public void A_visitor_gets_no_consent_and_no_doctor()
    {
        var state = Visiting();

        Assert.Equal(Refusal.PatientRequired, SessionRules.RequestConsent(state, Consultant, "2026-11").Refusal);
        Assert.Equal(Refusal.PatientRequired, SessionRules.Transfer(state, Consultant, new Referral(QueueKind.Therapist, "Боль", null), state.Patient?.PolicyNumber, Given.Noon, Given.Limits).Refusal);
        Assert.Equal(Refusal.WrongRole, SessionRules.ConfirmConsent(state, Visitor, Given.Consent, "2026-11", Given.Noon).Refusal);
    }

    [Fact]
    public void An_identified_person_is_chosen_only_when_the_signed_in_account_holds_them()
    {
        var visiting = Visiting();
        var identified = visiting.Then(SessionRules.Identify(visiting, Consultant, Given.Patient().PatientId, held: null, elsewhere: null));
        Assert.Equal((Given.Patient().PatientId, (PatientSnapshot?)null), (identified.Identified!.Value, identified.Patient));
        Assert.True(SessionRules.Identify(identified, Consultant, Given.Patient().PatientId, null, null).Facts.IsEmpty);

        var signedIn = SignedIn(person: null);
        Assert.NotNull(signedIn.Then(SessionRules.Identify(signedIn, Consultant, Given.Patient().PatientId, Given.Patient(), null)).Patient);
    }

    [Fact]
    public void The_consultant_may_correct_the_person_and_the_patient_may_not()
    {
        var child = Given.Patient(years: 6, consent: null) with { PatientId = new PatientId("child") };
        var state = Given.In(SessionPhase.Intake);
        state = state.Then(SessionRules.RequestConsent(state, Consultant, "2027-01"));

        Assert.Equal(Refusal.PatientAlreadyChosen, SessionRules.ChoosePatient(state, Given.Anna, child).Refusal);
        var corrected = state.Then(SessionRules.ChoosePatient(state, Consultant, child));
        Assert.Equal((child.PatientId, (string?)null, (string?)null), (corrected.Patient!.PatientId, corrected.ConsentRequested, corrected.ConsentConfirmed));
    }

    [Fact]
    public void Choosing_somebody_who_waits_elsewhere_goes_on_there()
    {
        var state = SignedIn(person: null);

        var closed = state.Then(SessionRules.ChoosePatient(state, Consultant, Given.Patient(), Elsewhere));

        Assert.Equal(Elsewhere, closed.ContinuedIn);
    }

    [Fact]
    public void A_withdrawn_consent_ends_the_consultation_after_a_warning_and_bars_the_next()
    {
        var state = Given.In(SessionPhase.Consultation);
        Assert.Equal(Refusal.ConsultationRunning, SessionRules.WithdrawConsent(state, state.Patient!.PatientId, false, Given.Noon, Given.Limits).Refusal);
        Assert.Equal(Refusal.NotFound, SessionRules.WithdrawConsent(state, new PatientId("other"), true, Given.Noon, Given.Limits).Refusal);

        var decision = SessionRules.WithdrawConsent(state, state.Patient.PatientId, true, Given.Noon, Given.Limits);
        Assert.IsType<ConsentTakenBack>(Assert.Single(decision.Records));
        state = state.Then(decision).Admitting(Given.Consultant);

        Assert.Equal(Refusal.ConsentRequired, SessionRules.Transfer(state, Consultant, new Referral(QueueKind.Therapist, "Боль", null), state.Patient?.PolicyNumber, Given.Noon, Given.Limits).Refusal);
    }

    [Fact]
    public void Who_hands_over_is_avoided()
    {
        var state = Given.In(SessionPhase.Intake);
        state = state.Then(SessionRules.Transfer(state, Consultant, new Referral(QueueKind.Consultant, "Смена кончилась", null), state.Patient?.PolicyNumber, Given.Noon, Given.Limits));

        Assert.Equal(Given.Consultant.StaffId, SessionViews.WaitingOf(state, Presence.Here)!.Wait.Avoided);
        Assert.Equal("Смена кончилась", SessionViews.WaitingOf(state, Presence.Here)!.Reason);
    }

    private static SessionState Visiting()
    {
        var waiting = Given.Empty.Then(SessionRules.Open(Given.Empty, Visitor, SessionMode.Chat, null, null, Given.Noon));
        return waiting.Admitting(Given.Consultant);
    }

    private static SessionState SignedIn(PatientSnapshot? person)
    {
        var state = Visiting();
        return state.Then(SessionRules.SignIn(state, Consultant, Account, person, null));
    }
}
