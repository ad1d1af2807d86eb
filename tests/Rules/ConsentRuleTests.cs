using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Tests.Rules;

/// <summary>S2.3: which consent counts, who confirms it, and what is kept of it.</summary>
public sealed class ConsentRuleTests
{
    private static readonly Caller Consultant = Caller.Of(Given.Consultant.StaffId);
    private static readonly DateOnly Today = new(2026, 11, 23);
    private static readonly ConsentSigner Phone = new(null, "203.0.113.7", "romashka.localhost");

    [Fact]
    public void A_new_version_of_the_text_asks_again_at_the_next_contact()
    {
        var anna = Person("anna", 1990) with { Consents = [new StandingConsent(Given.Insurer, "2026-11")] };
        var changed = new ConsentOwners(new Dictionary<InsurerId, string>(), "2027-01");

        Assert.Equal("2026-11", PatientSnapshots.Of(anna.Id, [anna], Today, Given.Insurer, Given.PlatformsText)!.ConsentVersion);
        Assert.Null(PatientSnapshots.Of(anna.Id, [anna], Today, Given.Insurer, changed)!.ConsentVersion);
        Assert.Null(PatientSnapshots.View(anna, Today, changed).Consent);
        Assert.Single(PatientSnapshots.View(anna, Today, changed).Consents);
    }

    [Fact]
    public void An_insurer_without_a_text_of_its_own_goes_by_the_platforms_whatever_the_default_insurer_sends()
    {
        var anna = Person("anna", 1990) with { Consents = [new StandingConsent(Given.Insurer, "2026-11")] };
        var owners = new ConsentOwners(new Dictionary<InsurerId, string> { [InsurerId.Default] = "default-1" }, "2026-11");

        Assert.Equal("2026-11", owners.CurrentOf(anna, new InsurerId("romashka")));
        Assert.Null(owners.CurrentOf(anna, InsurerId.Default));
        Assert.Null(owners.CurrentOf(anna, null));
    }

    [Fact]
    public void A_consent_to_one_insurer_is_none_to_another_even_where_their_texts_have_one_version()
    {
        var (romashka, vasilek) = (new InsurerId("romashka"), new InsurerId("vasilek"));
        var anna = Person("anna", 1990) with { Consents = [new StandingConsent(new NamedInsurer(romashka, "Ромашка"), "2026-11")] };
        var owners = new ConsentOwners(new Dictionary<InsurerId, string> { [romashka] = "2026-11", [vasilek] = "2026-11" }, "2026-11");

        Assert.Equal("2026-11", owners.CurrentOf(anna, romashka));
        Assert.Null(owners.CurrentOf(anna, vasilek));
        Assert.Null(owners.CurrentOf(anna, InsurerId.Default));
    }

    [Fact]
    public void A_text_that_was_changed_since_it_was_sent_is_not_confirmed_and_the_new_one_is_sent()
    {
        var asked = Asked(Given.Patient(consent: null));
        var changed = Given.Consent with { Version = "2027-01" };

        Assert.Equal(Refusal.WrongConsentVersion, SessionRules.ConfirmConsent(asked, Given.Anna, changed, "2026-11", Given.Noon).Refusal);
        Assert.Equal(Refusal.WrongConsentVersion, SessionRules.ConfirmConsent(asked, Given.Anna, changed, "2027-01", Given.Noon).Refusal);
        var renewed = asked.Then(SessionRules.RenewConsent(asked, "2027-01"));
        Assert.Null(SessionRules.ConfirmConsent(renewed, Given.Anna, changed, "2027-01", Given.Noon).Refusal);
        Assert.Empty(SessionRules.RenewConsent(renewed, "2027-01").Facts);
    }

    [Fact]
    public void A_declined_consent_is_a_state_of_its_own_and_may_still_be_confirmed()
    {
        var asked = Asked(Given.Patient(consent: null));

        var declined = asked.Then(SessionRules.DeclineConsent(asked, Given.Anna, "2026-11"));

        Assert.Equal(new ConsentView("2026-11", null, "Иванова Анна Петровна", "2026-11"), SessionViews.View(declined, Given.Noon, forStaff: false, Given.Limits).Consent);
        Assert.Empty(SessionRules.DeclineConsent(declined, Given.Anna, "2026-11").Facts);
        var confirmed = declined.Then(SessionRules.ConfirmConsent(declined, Given.Anna, Given.Consent, "2026-11", Given.Noon));
        Assert.Equal(new ConsentView(null, "2026-11", "Иванова Анна Петровна"), SessionViews.View(confirmed, Given.Noon, forStaff: false, Given.Limits).Consent);
    }

    [Fact]
    public void A_declined_consent_is_asked_for_again()
    {
        var asked = Asked(Given.Patient(consent: null));
        Assert.Empty(SessionRules.RequestConsent(asked, Caller.Of(Given.Consultant.StaffId), "2026-11").Facts);
        var declined = asked.Then(SessionRules.DeclineConsent(asked, Given.Anna, "2026-11"));

        var again = declined.Then(SessionRules.RequestConsent(declined, Caller.Of(Given.Consultant.StaffId), "2026-11"));

        Assert.Equal(("2026-11", null), (again.ConsentRequested, again.ConsentDeclined));
    }

    [Fact]
    public void Only_the_patients_side_declines_and_only_what_was_sent()
    {
        var asked = Asked(Given.Patient(consent: null));

        Assert.Equal(Refusal.WrongRole, SessionRules.DeclineConsent(asked, Caller.Of(Given.Consultant.StaffId), "2026-11").Refusal);
        Assert.Equal(Refusal.WrongConsentVersion, SessionRules.DeclineConsent(asked, Given.Anna, "2020-01").Refusal);
        Assert.Equal(Refusal.WrongPhase, SessionRules.DeclineConsent(Given.In(SessionPhase.Intake), Given.Anna, "2026-11").Refusal);
    }

    [Fact]
    public void With_a_consent_are_kept_its_hash_the_instant_the_connection_and_how_far_it_was_settled_who_called()
    {
        var asked = Asked(Given.Patient(consent: null));

        var given = Confirmed(asked, Phone);

        Assert.Equal(("2026-11", "hash", "Иванова Анна Петровна", Given.Noon), (given.TextVersion, given.TextHash, given.ConfirmedBy, given.At));
        Assert.Equal(new ConsentProof(asked.Id, IdentityLevel.CodeConfirmed, "203.0.113.7", "romashka.localhost"), given.Proof);
    }

    [Fact]
    public void For_a_child_the_adult_of_the_login_consents_or_says_their_name()
    {
        var (child, mother) = (Person("child", 2020), Person("mother", 1990));
        Assert.Equal("mother", PatientSnapshots.Of(child.Id, [mother, child], Today, null, Given.PlatformsText)!.ConsentBy);
        Assert.Null(PatientSnapshots.Of(child.Id, [child], Today, null, Given.PlatformsText)!.ConsentBy);
        Assert.Null(PatientSnapshots.Of(child.Id, [mother, Person("father", 1985), child], Today, null, Given.PlatformsText)!.ConsentBy);

        var asked = Asked(Given.Patient(years: 6, consent: null) with { ConsentBy = null });
        Assert.Null(SessionViews.View(asked, Given.Noon, forStaff: false, Given.Limits).Consent.By);
        foreach (var name in new[] { null, "", "  ", "Анна", "А Б", new string('а', 201) })
            Assert.Equal(Refusal.RepresentativeRequired, SessionRules.ConfirmConsent(asked, Given.Anna, Given.Consent, "2026-11", Given.Noon, Phone with { Representative = name }).Refusal);
        Assert.Equal("Иванова Мария", Confirmed(asked, Phone with { Representative = " Иванова   Мария " }).ConfirmedBy);
    }

    [Fact]
    public void Whom_the_records_know_is_not_replaced_by_a_name_that_somebody_types() =>
        Assert.Equal("Иванова Анна Петровна", Confirmed(Asked(Given.Patient(consent: null)), Phone with { Representative = "Другой Человек" }).ConfirmedBy);

    [Fact]
    public void A_text_is_shown_as_it_was_typed_and_brings_nothing_from_elsewhere()
    {
        var html = ConsentHtml.Of("Первый *абзац*\n\n- пункт\n\n<script>alert(1)</script> [да](javascript:alert(1)) ![вид](https://else.where/p.png) [сайт](https://medzdrav.ru) <javascript:alert(2)>");

        Assert.Contains("<em>абзац</em>", html, StringComparison.Ordinal);
        Assert.Contains("<li>пункт</li>", html, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;", html, StringComparison.Ordinal);
        Assert.DoesNotContain("=\"javascript:", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", html, StringComparison.Ordinal);
        Assert.Contains("href=\"https://medzdrav.ru\"", html, StringComparison.Ordinal);
    }

    private static SessionState Asked(PatientSnapshot patient)
    {
        var intake = Given.In(SessionPhase.Intake, patient);
        return intake.Then(SessionRules.RequestConsent(intake, Consultant, Given.Consent.Version));
    }

    private static ConsentGiven Confirmed(SessionState asked, ConsentSigner signer)
    {
        var decision = SessionRules.ConfirmConsent(asked, Given.Anna, Given.Consent, Given.Consent.Version, Given.Noon, signer);
        Assert.Null(decision.Refusal);
        return Assert.IsType<ConsentGiven>(Assert.Single(decision.Records));
    }

    private static PersonRecord Person(string id, int born) => new(new PatientId(id), id, new DateOnly(born, 1, 1), Sex.Female, "+79001234567", [], []);
}
