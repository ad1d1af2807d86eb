using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>How insured persons appear in sessions, cards and accounts.</summary>
internal static class PatientSnapshots
{
    private const int AdultYears = 18;

    /// <summary>The person as a session keeps them; null when not of this family.</summary>
    /// <param name="patient">The insured person.</param>
    /// <param name="family">All of the login.</param>
    /// <param name="today">The day that policies have to be valid on.</param>
    /// <param name="opened">Under whose name the session was opened, or null: a policy of this insurer comes first.</param>
    /// <param name="owners">To whom consents have to be given.</param>
    public static PatientSnapshot? Of(PatientId patient, IReadOnlyList<PersonRecord> family, DateOnly today, NamedInsurer? opened, ConsentOwners owners)
    {
        if (family.FirstOrDefault(member => member.Id == patient) is not { } person)
            return null;
        var policy = ValidPolicy(person, today, opened?.InsurerId);
        var insurer = policy?.Insurer ?? opened;
        return new PatientSnapshot(
            person.Id, person.Name, person.BirthDate, policy?.Number, owners.CurrentOf(person, insurer?.InsurerId), ConsentBy(person, family, today), insurer);
    }

    /// <summary>The person in the account's list.</summary>
    public static PatientView View(PersonRecord person, DateOnly today, ConsentOwners owners)
    {
        var policy = Policy(person, today);
        PolicyView[] valid = [.. person.Policies.Where(known => IsValid(known, today)).Select(known => View(known, today))];
        return new PatientView(
            person.Id, person.Name, person.BirthDate, policy, owners.CurrentOf(person, policy?.Insurer.InsurerId),
            valid.Length > 0 || policy is null ? valid : [policy], [.. person.Consents], [.. person.Withdrawn]);
    }

    /// <summary>The person as staff with them see them.</summary>
    /// <param name="person">The insured person.</param>
    /// <param name="family">All of the login.</param>
    /// <param name="history">The sessions before.</param>
    /// <param name="today">The day that policies have to be valid on.</param>
    /// <param name="insurer">In whose name they talk, or null: a policy of this insurer comes first.</param>
    public static PatientCard Card(PersonRecord person, IReadOnlyList<PersonRecord> family, CalendarEntry[] history, DateOnly today, InsurerId? insurer)
    {
        var years = AgeRule.Years(person.BirthDate, today);
        return new PatientCard(
            person.Id, person.Name, person.BirthDate, years, person.Sex, PhoneNumber.Masked(person.Phone), Policy(person, today, insurer), AgeRule.Doctor(years),
            [.. family.Where(member => member.Id != person.Id).Select(member => Member(member, today, insurer))], history);
    }

    /// <summary>The person among others of the same login.</summary>
    /// <param name="person">The insured person.</param>
    /// <param name="today">The day that policies have to be valid on.</param>
    /// <param name="insurer">In whose name is talked, or null: a policy of this insurer comes first.</param>
    public static FamilyMember Member(PersonRecord person, DateOnly today, InsurerId? insurer = null)
    {
        var years = AgeRule.Years(person.BirthDate, today);
        return new FamilyMember(person.Id, person.Name, years, AgeRule.Doctor(years), person.BirthDate, Policy(person, today, insurer));
    }

    /// <summary>The person beside another one who may be the same.</summary>
    public static MatchSide Side(PersonRecord person, DateOnly today) => new(
        person.Id, person.Name, person.BirthDate, person.Sex, PhoneNumber.Masked(person.Phone), [.. person.Policies.Select(policy => View(policy, today))]);

    private static PolicyView? Policy(PersonRecord person, DateOnly today, InsurerId? preferred = null)
    {
        var policy = ValidPolicy(person, today, preferred) ?? (person.Policies.Count > 0 ? person.Policies[0] : null);
        return policy is null ? null : View(policy, today);
    }

    private static PolicyView View(PolicyRecord policy, DateOnly today) => new(policy.Number, policy.ValidFrom, policy.ValidTo, IsValid(policy, today), policy.Insurer);

    /// <summary>The policy valid on a day, a preferred insurer's before others'; null without one (S2.4).</summary>
    public static PolicyRecord? ValidPolicy(PersonRecord person, DateOnly today, InsurerId? preferred = null) =>
        person.Policies.FirstOrDefault(policy => IsValid(policy, today) && policy.Insurer.InsurerId == preferred) ?? person.Policies.FirstOrDefault(policy => IsValid(policy, today));

    /// <summary>Whether a consent to the text of now is there for what is done outside of sessions (S2.3): to the insurer of a policy valid today; where there is none, to any.</summary>
    public static bool HasConsent(PersonRecord person, DateOnly today, ConsentOwners owners)
    {
        InsurerId[] insurers = [.. person.Policies.Where(policy => IsValid(policy, today)).Select(policy => policy.Insurer.InsurerId)];
        return (insurers is [] ? person.Consents.Select(consent => consent.Insurer.InsurerId) : insurers).Any(insurer => owners.CurrentOf(person, insurer) is not null);
    }

    private static bool IsValid(PolicyRecord policy, DateOnly today) => policy.ValidFrom <= today && today <= policy.ValidTo;

    /// <summary>A child's consent is given by the adult of the family («законный представитель»); null where no adult is known, or several are: the records don't know which of them holds the phone, who then says their name.</summary>
    public static string? ConsentBy(PersonRecord person, IReadOnlyList<PersonRecord> family, DateOnly today) =>
        IsAdult(person, today) ? person.Name : Adults(family, today) is [var only] ? only.Name : null;

    /// <summary>The name under which things are done for a person: their own, for a child the eldest of the family.</summary>
    public static string ActsFor(PersonRecord person, IReadOnlyList<PersonRecord> family, DateOnly today) =>
        IsAdult(person, today) ? person.Name : Adults(family, today).MinBy(member => member.BirthDate)?.Name ?? person.Name;

    private static PersonRecord[] Adults(IReadOnlyList<PersonRecord> family, DateOnly today) => [.. family.Where(member => IsAdult(member, today))];

    private static bool IsAdult(PersonRecord person, DateOnly today) => AgeRule.Years(person.BirthDate, today) >= AdultYears;
}
