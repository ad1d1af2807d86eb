using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Tests.Rules;

public sealed class MedcardRuleTests
{
    [Fact]
    public void Every_purpose_has_a_line_and_nobody_who_has_nothing_to_do_with_the_person_stands_in_it()
    {
        Assert.Equal(Enum.GetValues<Purpose>(), MedcardRules.Table.Keys.Order());
        Assert.All(Enum.GetValues<Purpose>(), purpose => Assert.False(MedcardRules.May(new Reader(Relation.None, Given.Consultant.StaffId, null, null), purpose)));
    }

    [Fact]
    public void Only_the_persons_own_side_and_the_platform_leave_no_entry() =>
        Assert.Equal([false, false, true, true], new[] { Reader.Holder, Reader.Platform, Reader.AtDesk(Given.Consultant.StaffId), Reader.Auditor(new StaffId("auditor")) }.Select(MedcardRules.IsKept));

    [Fact]
    public void An_auditor_sees_who_used_data_and_none_of_them() =>
        Assert.Equal([Purpose.Audit], Enum.GetValues<Purpose>().Where(purpose => MedcardRules.May(Reader.Auditor(new StaffId("auditor")), purpose)));

    [Fact]
    public void An_author_sees_their_own_conclusion_and_nobody_elses()
    {
        var draft = Written(signedAt: null);

        Assert.True(MedcardRules.MaySee(Author(Given.Therapist), draft, []));
        Assert.False(MedcardRules.MaySee(Author(Given.OtherTherapist), draft, []));
        Assert.False(MedcardRules.MaySee(Reader.AtDesk(Given.Therapist.StaffId), draft, []));
    }

    [Fact]
    public void The_persons_own_side_sees_signed_conclusions_about_its_own_persons()
    {
        var anna = Person("anna");

        Assert.True(MedcardRules.MaySee(Reader.Holder, Written(Given.Noon), [anna]));
        Assert.False(MedcardRules.MaySee(Reader.Holder, Written(signedAt: null), [anna]));
        Assert.False(MedcardRules.MaySee(Reader.Holder, Written(Given.Noon), [Person("other")]));
    }

    [Fact]
    public void Documents_are_for_the_doctor_who_treats_and_not_for_the_consultant_who_stays()
    {
        Assert.True(MedcardRules.May(Treating(Post.Paediatrician), Purpose.Documents));
        Assert.False(MedcardRules.May(Treating(Post.Consultant), Purpose.Documents));
        Assert.False(MedcardRules.May(Author(Given.Therapist), Purpose.Documents));
    }

    [Theory]
    [InlineData("2026-11", "default", true)]
    [InlineData("2026-10", "default", false)]
    [InlineData("2026-11", null, true)]
    [InlineData("2026-11", "romashka", false)]
    [InlineData(null, "default", false)]
    public void A_consent_counts_outside_of_sessions_in_the_text_of_now_and_for_the_insurer_of_the_policy(string? given, string? insurer, bool counts)
    {
        var today = new DateOnly(2026, 11, 23);
        var owners = new ConsentOwners(new Dictionary<InsurerId, string> { [new InsurerId("romashka")] = "romashka-1" }, "2026-11");
        var person = Person("anna") with
        {
            Consents = given is null ? [] : [new StandingConsent(Given.Insurer, given)],
            Policies = insurer is null ? [] : [new PolicyRecord("P-1", today, today, today, new NamedInsurer(new InsurerId(insurer), "Страховая"))],
        };

        Assert.Equal(counts, PatientSnapshots.HasConsent(person, today, owners));
    }

    [Fact]
    public void The_doctor_sees_the_Medcard_until_the_conclusion_is_signed_and_for_a_day_at_most()
    {
        var (ended, doctor) = (Given.In(SessionPhase.Consultation).Ending(), Caller.Of(Given.Therapist.StaffId));
        Relation Then(SessionState state, TimeSpan later) => SessionRules.ReaderIn(state, doctor, Given.Noon + later, Given.Limits).Relation;

        Assert.Equal(Relation.Treating, Then(Given.In(SessionPhase.Consultation), TimeSpan.FromMinutes(29)));
        Assert.Equal(Relation.Concluding, Then(ended, TimeSpan.FromHours(24) - TimeSpan.FromSeconds(1)));
        Assert.Equal(Relation.None, Then(ended, TimeSpan.FromHours(24)));
        var signed = ended with { Consultations = [ended.Consultations[0] with { SignedAt = Given.Noon }] };
        Assert.Equal(Relation.None, Then(signed, TimeSpan.Zero));
    }

    [Fact]
    public void Whoever_is_told_of_is_meant_only_with_the_right_name_and_birth_date()
    {
        var anna = Person("anna");
        var told = new Identification("P-1", " иванова   анна", anna.BirthDate, null);

        Assert.True(MedcardRules.IsMeant(anna, told));
        Assert.False(MedcardRules.IsMeant(anna, told with { Name = "Иванова Анастасия" }));
        Assert.False(MedcardRules.IsMeant(anna, told with { BirthDate = anna.BirthDate.AddDays(1) }));
    }

    private static Reader Treating(Post post) => new(Relation.Treating, new StaffId("somebody"), post, new SessionId("session"));

    private static Reader Author(StaffSnapshot doctor) => Reader.Author(doctor.StaffId, Post.Therapist, null);

    private static PersonRecord Person(string id) => new(new PatientId(id), "Иванова Анна", new DateOnly(1990, 1, 1), Sex.Female, null, [], []);

    private static ConclusionRecord Written(DateTimeOffset? signedAt) => new(Given.Therapist.StaffId, new ConclusionView(
        new ConclusionId("c"), new SessionId("session"), new PatientId("anna"), "Иванова Анна", new DateOnly(1990, 1, 1), Given.Therapist.Name, QueueKind.Therapist,
        Given.Noon, ConclusionText.Empty, Given.Noon, signedAt));
}
