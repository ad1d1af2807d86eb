using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Tests.Rules;

/// <summary>The insurer of a session and of its consent, when a person has policies of two insurers.</summary>
public sealed class TwoInsurersRuleTests
{
    private static readonly DateOnly Today = new(2026, 11, 23);
    private static readonly NamedInsurer Romashka = new(new InsurerId("romashka"), "Ромашка Страхование");
    private static readonly NamedInsurer Vasilek = new(new InsurerId("vasilek"), "Василёк Полис");
    private static readonly ConsentOwners Owners = new(new Dictionary<InsurerId, string> { [Romashka.InsurerId] = "romashka-1", [Vasilek.InsurerId] = "vasilek-1" }, "2026-11");
    private static readonly Caller Consultant = Caller.Of(Given.Consultant.StaffId);

    private static readonly PersonRecord Anna = new(
        new PatientId("anna"), "Иванова Анна", new DateOnly(1990, 1, 1), Sex.Female, "+79001234512",
        [new StandingConsent(Romashka, "romashka-1")], [Policy("Р-1", Romashka), Policy("В-1", Vasilek)]);

    [Theory]
    [InlineData("romashka", "Р-1", "romashka-1")]
    [InlineData("vasilek", "В-1", null)]
    public void The_host_chooses_among_valid_policies_and_its_insurers_consent_counts(string host, string policy, string? consent)
    {
        var snapshot = Snapshot(Anna, host);

        Assert.Equal((policy, consent, host), (snapshot.PolicyNumber, snapshot.ConsentVersion, snapshot.Insurer!.InsurerId.Value));
    }

    [Fact]
    public void A_valid_policy_of_another_insurer_wins_over_the_host()
    {
        Assert.Equal(Romashka, Snapshot(Anna with { Policies = [Policy("Р-1", Romashka)] }, "vasilek").Insurer);
        Assert.Equal(Romashka, Snapshot(Anna with { Policies = [Policy("Р-1", Romashka), Policy("В-1", Vasilek, validTo: Today.AddDays(-1))] }, "vasilek").Insurer);
    }

    [Fact]
    public void Without_a_valid_policy_the_host_says_whose_consent_counts()
    {
        var snapshot = Snapshot(Anna with { Policies = [] }, "romashka");

        Assert.Equal((null, "romashka-1", "romashka"), (snapshot.PolicyNumber, snapshot.ConsentVersion, snapshot.Insurer!.InsurerId.Value));
    }

    [Fact]
    public void A_consent_to_the_platforms_text_counts_for_insurers_without_one_only()
    {
        var anna = Anna with { Consents = [new StandingConsent(Given.Insurer, "2026-11")] };

        Assert.Null(Snapshot(anna, "romashka").ConsentVersion);
        Assert.Equal("2026-11", PatientSnapshots.Of(anna.Id, [anna], Today, Romashka, Given.PlatformsText)!.ConsentVersion);
    }

    [Fact]
    public void No_doctor_with_a_consent_to_another_insurer()
    {
        var snapshot = Snapshot(Anna, "vasilek");
        var intake = Given.In(SessionPhase.Intake, snapshot);
        var text = new ConsentText("vasilek-1", "Согласие", "Текст", "hash", Vasilek.InsurerId);

        Assert.Equal(Refusal.ConsentRequired, SessionRules.Transfer(intake, Consultant, new Referral(QueueKind.Therapist, "Кашель", null), intake.Patient?.PolicyNumber, Given.Noon, Given.Limits).Refusal);
        var asked = intake.Then(SessionRules.RequestConsent(intake, Consultant, text.Version));
        var confirmed = SessionRules.ConfirmConsent(asked, Given.Anna, text, text.Version, Given.Noon);
        Assert.Equal((Vasilek.InsurerId, "vasilek-1"), Assert.Single(confirmed.Records) is ConsentGiven given ? (given.Insurer, given.TextVersion) : default);
        Assert.Null(SessionRules.Transfer(asked.Then(confirmed), Consultant, new Referral(QueueKind.Therapist, "Кашель", null), asked.Patient?.PolicyNumber, Given.Noon, Given.Limits).Refusal);
    }

    [Fact]
    public void A_session_remembers_under_whose_name_it_was_opened()
    {
        var opened = Given.Empty.Then(SessionRules.Open(Given.Empty, Given.Anna, SessionMode.Chat, null, null, Given.Noon, Vasilek));
        Assert.Equal((Vasilek, Vasilek), (opened.Insurer, opened.OpenedUnder));

        var chosen = Given.Empty.Then(SessionRules.Open(Given.Empty, Given.Anna, SessionMode.Chat, Snapshot(Anna with { Policies = [Policy("Р-1", Romashka)] }, "vasilek"), null, Given.Noon, Vasilek));

        Assert.Equal((Romashka, Vasilek), (chosen.Insurer, chosen.OpenedUnder));
        Assert.Equal(Romashka, SessionViews.View(chosen, Given.Noon, forStaff: false, Given.Limits).Insurer);
        Assert.Equal(Romashka, SessionViews.RowOf(chosen, Presence.Here, Given.Noon).Insurer);
        Assert.Equal(Romashka, SessionViews.WaitingOf(chosen, Presence.Here)!.Insurer);
    }

    [Fact]
    public void A_number_of_two_insurers_means_the_one_that_is_named_then_the_sessions_then_the_only_one()
    {
        var (ours, theirs) = (Anna with { Policies = [Policy("777", Romashka)] }, Anna with { Id = new PatientId("other"), Policies = [Policy("7 77", Vasilek)] });

        Assert.Equal(theirs, PolicyNumber.Choose([ours, theirs], "777", Vasilek.InsurerId, Romashka.InsurerId).Value);
        Assert.Equal(ours, PolicyNumber.Choose([ours, theirs], "777", null, Romashka.InsurerId).Value);
        Assert.Equal(Refusal.InsurerRequired, PolicyNumber.Choose([ours, theirs], "777", null, InsurerId.Default).Refusal);
        Assert.Equal(Refusal.InsurerRequired, PolicyNumber.Choose([ours, theirs], "777", null, null).Refusal);
        Assert.Equal(theirs, PolicyNumber.Choose([theirs], "777", null, Romashka.InsurerId).Value);
        Assert.Equal(Refusal.PersonUnknown, PolicyNumber.Choose([theirs], "777", Romashka.InsurerId, null).Refusal);
        Assert.Equal(Refusal.PersonUnknown, PolicyNumber.Choose([], "777", null, null).Refusal);
    }

    private static PolicyRecord Policy(string number, NamedInsurer insurer, DateOnly? validTo = null) => new(number, Today.AddDays(-60), Today.AddDays(-50), validTo ?? Today.AddDays(100), insurer);

    private static PatientSnapshot Snapshot(PersonRecord person, string host) =>
        PatientSnapshots.Of(person.Id, [person], Today, host == "romashka" ? Romashka : Vasilek, Owners)!;
}
