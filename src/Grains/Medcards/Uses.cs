using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>How audit entries appear to those who read them.</summary>
internal static class Uses
{
    private static readonly TimeSpan AtOnce = TimeSpan.FromMinutes(1);

    /// <summary>An entry for the auditor.</summary>
    /// <param name="use">The entry.</param>
    /// <param name="names">The persons whose names are known.</param>
    /// <param name="most">How many persons are named.</param>
    /// <param name="members">The staff, for entries about their accounts.</param>
    public static AuditLine Line(RecordedUse use, IReadOnlyDictionary<PatientId, NamedPerson> names, int most, IReadOnlyList<AuditMember> members)
    {
        if (IsOfStaff(use))
            return new AuditLine(use.At, use.Who, use.Post, use.Deed, use.What, [], 0, use.Session, use.Purpose, use.Number, use.Hash, [.. use.Whose.Select(member => Member(new StaffId(member.Value), members))]);
        NamedPerson[] named = [.. use.Whose.Take(most).Select(person => names.GetValueOrDefault(person)).OfType<NamedPerson>()];
        return new AuditLine(use.At, use.Who, use.Post, use.Deed, use.What, named, use.Whose.Count - named.Length, use.Session, use.Purpose, use.Number, use.Hash, []);
    }

    /// <summary>Whether an entry is about a member of the staff: a member's id stands where a person's would.</summary>
    public static bool IsOfStaff(RecordedUse use) => use.Purpose == Purpose.StaffAccounts || use.What == AuditSubject.StaffDuty;

    /// <summary>Entries for the person whom they are about. Whoever opens a card leaves an entry for each part of it: together they are one look.</summary>
    /// <param name="uses">The newest first.</param>
    public static IEnumerable<Look> Looks(IEnumerable<RecordedUse> uses)
    {
        Look? last = null;
        RecordedUse? first = null;
        foreach (var use in uses)
        {
            if (last is not null && first is not null && Belongs(use, first))
            {
                last = last with { What = [.. last.What.Concat(WhatOf(use)).Distinct().Order()] };
                continue;
            }
            if (last is not null)
                yield return last;
            (last, first) = (new Look(use.At, use.Who.Name, use.Post, use.Deed, WhatOf(use), use.Purpose), use);
        }
        if (last is not null)
            yield return last;
    }

    private static bool Belongs(RecordedUse use, RecordedUse newest) =>
        (use.Who.StaffId, use.Post, use.Deed, use.Session, use.Purpose) == (newest.Who.StaffId, newest.Post, newest.Deed, newest.Session, newest.Purpose)
        && (newest.At - use.At).Duration() < AtOnce;

    private static AuditMember Member(StaffId id, IReadOnlyList<AuditMember> members) => members.FirstOrDefault(member => member.StaffId == id) ?? new AuditMember(id, "", "");

    private static AuditSubject[] WhatOf(RecordedUse use) => use.What is { } what ? [what] : [];
}
