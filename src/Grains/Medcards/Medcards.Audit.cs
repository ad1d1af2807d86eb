using Medzdrav.Contracts;

namespace Medzdrav.Grains;

internal sealed partial class Medcards
{
    private const int LooksAtOnce = 50;

    /// <summary>The record of who used whose data, for an auditor: a page, the newest first. One entry names the persons whom the page names, and the one who was asked for.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="query">Which entries.</param>
    /// <param name="before">Where the page before ended, or null.</param>
    /// <param name="extent">How much a page has.</param>
    /// <returns>The page, or refused: notFound.</returns>
    public async Task<Reply<SeenTrail>> Trail(Reader reader, AuditQuery query, long? before, TrailExtent extent)
    {
        if (!MedcardRules.May(reader, Purpose.Audit))
            return Refusal.NotFound;
        var found = await audit.FindAsync(query, before, extent.Uses + 1);
        RecordedUse[] shown = [.. found.Take(extent.Uses)];
        var members = shown.Any(Uses.IsOfStaff) ? await audit.MembersAsync() : [];
        var wanted = shown.Where(use => !Uses.IsOfStaff(use)).SelectMany(use => use.Whose.Take(extent.Persons)).Concat(query.Person is { } asked ? [asked] : Nobody).Distinct();
        var names = (await people.NamesAsync([.. wanted])).ToDictionary(person => person.PatientId);
        await Keep(reader, Purpose.Audit, (AuditSubject.Trail, [.. names.Keys]));
        return new SeenTrail(
            new AuditPage([.. shown.Select(use => Uses.Line(use, names, extent.Persons, members))], found.Count > shown.Length ? shown[^1].Row : null),
            query.Person is { } person ? names.GetValueOrDefault(person) : null);
    }

    /// <summary>The looks into the Medcard of a person, for the person's own side.</summary>
    /// <returns>A page, or refused: notFound.</returns>
    public async Task<Reply<LooksView>> Looks(AccountId account, PatientId patient, long? before)
    {
        if ((await Held(account)).Family.FirstOrDefault(member => member.Id == patient) is not { } person)
            return Refusal.NotFound;
        var found = await audit.FindAsync(new AuditQuery(Person: patient), before, LooksAtOnce + 1);
        RecordedUse[] shown = [.. found.Take(LooksAtOnce)];
        return new LooksView(new NamedPerson(person.Id, person.Name, person.BirthDate), [.. Uses.Looks(shown)], found.Count > shown.Length ? shown[^1].Row : null);
    }
}

/// <summary>A part of the record of uses.</summary>
/// <param name="Page">The entries.</param>
/// <param name="Person">The person who was asked for; null when nobody was, or the person is unknown.</param>
internal sealed record SeenTrail(AuditPage Page, NamedPerson? Person);

/// <summary>How much a page of the record has. Persons are bounded, too: the entry about a page names those of all its entries, and is itself on a page some day.</summary>
/// <param name="Uses">The most entries.</param>
/// <param name="Persons">The most persons named of an entry.</param>
internal sealed record TrailExtent(int Uses, int Persons);
