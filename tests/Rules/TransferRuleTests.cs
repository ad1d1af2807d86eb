using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Tests.Rules;

/// <summary>Consent (S2.3), policy (S2.4) and age (S3.2) before any doctor.</summary>
public class TransferRuleTests
{
    private static readonly Caller Consultant = Caller.Of(Given.Consultant.StaffId);

    [Fact]
    public void Without_a_confirmed_consent_no_doctor()
    {
        var intake = Given.In(SessionPhase.Intake, Given.Patient(consent: null));

        Assert.Equal(Refusal.ConsentRequired, Transfer(intake, QueueKind.Therapist).Refusal);
    }

    [Fact]
    public void With_the_consent_confirmed_in_this_session_the_doctor_comes()
    {
        var intake = Given.In(SessionPhase.Intake, Given.Patient(consent: null));
        var asked = intake.Then(SessionRules.RequestConsent(intake, Consultant, Given.Consent.Version));

        var decision = SessionRules.ConfirmConsent(asked, Given.Anna, Given.Consent, Given.Consent.Version, Given.Noon);
        var confirmed = asked.Then(decision);

        var given = Assert.IsType<ConsentGiven>(Assert.Single(decision.Records));
        Assert.Equal((Given.Consent.Hash, "Иванова Анна Петровна"), (given.TextHash, given.ConfirmedBy));
        Assert.Null(Transfer(confirmed, QueueKind.Therapist).Refusal);
    }

    [Fact]
    public void A_consent_not_asked_for_or_of_another_version_is_not_confirmed()
    {
        var intake = Given.In(SessionPhase.Intake, Given.Patient(consent: null));
        Assert.Equal(Refusal.WrongPhase, SessionRules.ConfirmConsent(intake, Given.Anna, Given.Consent, Given.Consent.Version, Given.Noon).Refusal);

        var asked = intake.Then(SessionRules.RequestConsent(intake, Consultant, Given.Consent.Version));
        Assert.Equal(Refusal.WrongConsentVersion, SessionRules.ConfirmConsent(asked, Given.Anna, Given.Consent, "2020-01", Given.Noon).Refusal);
    }

    [Fact]
    public void Staff_may_not_confirm_the_consent_for_the_patient()
    {
        var intake = Given.In(SessionPhase.Intake, Given.Patient(consent: null));
        var asked = intake.Then(SessionRules.RequestConsent(intake, Consultant, Given.Consent.Version));

        Assert.Equal(Refusal.WrongRole, SessionRules.ConfirmConsent(asked, Consultant, Given.Consent, Given.Consent.Version, Given.Noon).Refusal);
    }

    [Fact]
    public void Without_a_policy_valid_today_no_doctor() =>
        Assert.Equal(Refusal.PolicyRequired, Transfer(Given.In(SessionPhase.Intake, Given.Patient(policy: null)), QueueKind.Therapist).Refusal);

    [Fact]
    public void Before_it_is_settled_who_needs_help_no_doctor()
    {
        var intake = Given.Waiting(patient: null).Admitting(Given.Consultant);

        Assert.Equal(Refusal.PatientRequired, Transfer(intake, QueueKind.Therapist).Refusal);
    }

    [Theory]
    [InlineData(1, QueueKind.Paediatrician)]
    [InlineData(17, QueueKind.Paediatrician)]
    [InlineData(18, QueueKind.Therapist)]
    [InlineData(90, QueueKind.Therapist)]
    public void The_age_on_the_day_decides_which_doctor(int years, QueueKind doctor)
    {
        var intake = Given.In(SessionPhase.Intake, Given.Patient(years));
        var other = doctor == QueueKind.Therapist ? QueueKind.Paediatrician : QueueKind.Therapist;

        Assert.Null(Transfer(intake, doctor).Refusal);
        Assert.Equal(Refusal.WrongAge, Transfer(intake, other).Refusal);
    }

    [Fact]
    public void The_day_before_the_18th_birthday_it_is_still_the_paediatrician()
    {
        var intake = Given.In(SessionPhase.Intake, Given.Patient(years: 18, days: -1));

        Assert.Null(Transfer(intake, QueueKind.Paediatrician).Refusal);
        Assert.Equal(Refusal.WrongAge, Transfer(intake, QueueKind.Therapist).Refusal);
    }

    [Theory]
    [InlineData(QueueKind.Therapist)]
    [InlineData(QueueKind.Paediatrician)]
    public void Under_one_year_the_consultant_chooses_with_a_recorded_reason(QueueKind doctor)
    {
        var intake = Given.In(SessionPhase.Intake, Given.Patient(years: 0, days: 90));

        Assert.Equal(Refusal.WrongAge, Transfer(intake, doctor).Refusal);
        var decision = Transfer(intake, doctor, "Трёхмесячный ребёнок");
        Assert.Equal("Трёхмесячный ребёнок", decision.Facts.OfType<Transferred>().Single().OverrideReason);
    }

    [Fact]
    public void An_override_of_the_age_rule_is_recorded()
    {
        var decision = Transfer(Given.In(SessionPhase.Intake), QueueKind.Paediatrician, "Наблюдается у педиатра");

        Assert.Equal("Наблюдается у педиатра", decision.Facts.OfType<Transferred>().Single().OverrideReason);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("\u00ad\u2060")]
    public void A_transfer_needs_a_reason(string reason)
    {
        var intake = Given.In(SessionPhase.Intake);

        Assert.Equal(Refusal.Invalid, SessionRules.Transfer(intake, Consultant, new Referral(QueueKind.Therapist, reason, null), intake.Patient?.PolicyNumber, Given.Noon, Given.Limits).Refusal);
    }

    [Fact]
    public void The_patient_does_not_read_why_the_transfer()
    {
        var happened = new SessionEvent(5, Given.Noon, ParticipantId.System, new Transferred(QueueKind.Therapist, "Подозрение на грипп", null));

        Assert.Equal("{}"u8.ToArray(), EventViews.ForPatient(happened).Data);
        Assert.Contains("грипп", System.Text.Encoding.UTF8.GetString(EventViews.ForStaff(happened).Data), StringComparison.Ordinal);
    }

    private static Decision Transfer(SessionState state, QueueKind to, string? overrideReason = null) =>
        SessionRules.Transfer(state, Consultant, new Referral(to, "Температура", overrideReason), state.Patient?.PolicyNumber, Given.Noon, Given.Limits);
}
