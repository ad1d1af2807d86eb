using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Tests.Rules;

/// <summary>How far it is settled who calls follows from what happened in the session, and says what may be done.</summary>
public sealed class IdentityRuleTests
{
    private static readonly Caller Visitor = new(CallerKind.Visitor, "visitor");
    private static readonly Caller Consultant = Caller.Of(Given.Consultant.StaffId);
    private static readonly PatientSnapshot Anna = Given.Patient();
    private static readonly PatientSnapshot Child = Given.Patient(years: 5) with { PatientId = new PatientId("child") };

    [Fact]
    public void A_visitor_is_known_by_a_code_or_by_a_policy()
    {
        var visitor = Intake(Visitor, SessionMode.Chat);
        var signedIn = visitor.Then(SessionRules.SignIn(visitor, Consultant, new AccountId("anna"), Anna, null));
        var told = visitor.Then(SessionRules.Identify(visitor, Consultant, Anna.PatientId, null, null));

        Assert.Equal(IdentityLevel.None, SessionRules.IdentityOf(visitor));
        Assert.Equal(IdentityLevel.CodeConfirmed, SessionRules.IdentityOf(signedIn));
        Assert.Equal(IdentityLevel.Identified, SessionRules.IdentityOf(told));
        Assert.Equal(IdentityLevel.Identified, SessionRules.IdentityOf(signedIn.Then(SessionRules.Identify(signedIn, Consultant, Anna.PatientId, Anna, null))));
    }

    [Fact]
    public void Who_was_identified_is_nobody_else()
    {
        var intake = Given.In(SessionPhase.Intake);
        var other = intake.Then(SessionRules.Identify(intake, Consultant, Child.PatientId, null, null));

        Assert.Equal(IdentityLevel.CodeConfirmed, SessionRules.IdentityOf(other));
        Assert.Equal(IdentityLevel.Identified, SessionRules.IdentityOf(other.Then(SessionRules.ChoosePatient(other, Consultant, Child))));
    }

    [Fact]
    public void Whoever_phones_from_a_strange_number_is_one_person_and_not_the_holder_of_a_login()
    {
        var phone = Intake(Visitor, SessionMode.Phone);
        var told = phone.Then(SessionRules.Identify(phone, Consultant, Anna.PatientId, Anna, null));

        Assert.Equal(IdentityLevel.None, SessionRules.IdentityOf(phone));
        Assert.Equal(IdentityLevel.AdditionallyIdentified, SessionRules.IdentityOf(told));
        Assert.Equal(Refusal.IdentityRequired, SessionRules.ChoosePatient(told, Consultant, Child).Refusal);
        Assert.Null(SessionRules.Transfer(told, Consultant, new Referral(QueueKind.Therapist, "Боль", null), Anna.PolicyNumber, Given.Noon, Given.Limits).Refusal);
    }

    [Fact]
    public void Of_whom_nobody_knows_anything_there_is_no_consent_no_choice_and_no_doctor()
    {
        var unknown = Intake(Visitor, SessionMode.Phone);
        var shown = unknown with { Patient = Anna, ConsentConfirmed = null, ConsentRequested = "2026-11" };

        Assert.Equal(Refusal.IdentityRequired, SessionRules.ChoosePatient(unknown, Consultant, Anna).Refusal);
        Assert.Equal(Refusal.IdentityRequired, SessionRules.RequestConsent(shown, Consultant, "2026-12").Refusal);
        Assert.Equal(Refusal.IdentityRequired, SessionRules.Transfer(shown, Consultant, new Referral(QueueKind.Therapist, "Боль", null), Anna.PolicyNumber, Given.Noon, Given.Limits).Refusal);
        Assert.Equal(Refusal.IdentityRequired, SessionRules.RefuseUnknown(shown, CallerAct.SeePerson));
    }

    [Fact]
    public void Whoever_is_known_at_all_may_ask_and_nobody_unknown_more()
    {
        Assert.All(Enum.GetValues<IdentityLevel>(), level => Assert.True(IdentityLevels.Allow(level, CallerAct.Ask)));
        Assert.Equal([CallerAct.Ask], IdentityLevels.Of(IdentityLevel.None).Allows);
    }

    [Fact]
    public void Only_staff_are_told_how_far_it_is_settled()
    {
        var intake = Given.In(SessionPhase.Intake);

        Assert.Equal(IdentityLevel.CodeConfirmed, SessionViews.View(intake, Given.Noon, forStaff: true, Given.Limits).Identity);
        Assert.Null(SessionViews.View(intake, Given.Noon, forStaff: false, Given.Limits).Identity);
    }

    private static SessionState Intake(Caller owner, SessionMode mode) =>
        Given.Empty.Then(SessionRules.Open(Given.Empty, owner, mode, null, null, Given.Noon)).Admitting(Given.Consultant);
}
