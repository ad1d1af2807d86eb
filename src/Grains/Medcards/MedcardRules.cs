using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>The rules of who may use a person's data, for what, and when. <c>docs/access.md</c> prints the table.</summary>
internal static class MedcardRules
{
    /// <summary>Which relations allow which purpose.</summary>
    public static IReadOnlyDictionary<Purpose, Relation[]> Table { get; } = new Dictionary<Purpose, Relation[]>
    {
        [Purpose.Own] = [Relation.Holder],
        [Purpose.Decision] = [Relation.Platform],
        [Purpose.Intake] = [Relation.Receiving],
        [Purpose.SignIn] = [Relation.Receiving],
        [Purpose.Identification] = [Relation.Receiving],
        [Purpose.Registration] = [Relation.Receiving],
        [Purpose.Search] = [Relation.AtDesk],
        [Purpose.Treatment] = [Relation.Receiving, Relation.Treating, Relation.Concluding],
        [Purpose.Conclusion] = [Relation.Author],
    };

    /// <summary>Whether a reader may use data for this.</summary>
    public static bool May(Reader reader, Purpose purpose) => Table[purpose].Contains(reader.Relation);

    /// <summary>Whether the use leaves an entry: everybody's does but the person's own, and the platform's that shows nothing.</summary>
    public static bool IsKept(Reader reader) => reader.Staff is not null;

    /// <summary>How somebody stands to a session's patient now (S6).</summary>
    public static Reader ReaderIn(SessionState state, Caller caller, DateTimeOffset now, LimitOptions limits)
    {
        if (caller.Staff is not { } staff)
            return new Reader(Relation.None, null, null, state.Id);
        if (SessionRules.RefuseConsultant(state, caller) is null)
            return Of(Relation.Receiving, state.Leg!.Staff, state.Id);
        if (SessionRules.Participant(state, caller) is not null)
            return Of(Relation.Treating, state.Leg?.Staff.StaffId == staff ? state.Leg.Staff : state.Companion!.Staff, state.Id);
        var unsigned = state.Consultations.FirstOrDefault(
            consulted => consulted.Doctor.StaffId == staff && !consulted.Signed && now < consulted.StartedAt + limits.UnsignedConclusion);
        return unsigned is null ? new Reader(Relation.None, staff, null, state.Id) : Of(Relation.Concluding, unsigned.Doctor, state.Id);
    }

    /// <summary>A doctor with their own consultation in a session.</summary>
    public static Reader AuthorIn(SessionState state, Consulted consulted) => Of(Relation.Author, consulted.Doctor, state.Id);

    /// <summary>Whether a reader may see this conclusion: its author in any state, the person's own side when it is signed.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="found">The conclusion.</param>
    /// <param name="own">The persons whom a holder's account holds.</param>
    public static bool MaySee(Reader reader, ConclusionRecord found, IReadOnlyList<PersonRecord> own) => reader.Relation switch
    {
        Relation.Author => found.Doctor == reader.Staff,
        Relation.Holder => found.Conclusion.SignedAt is not null && own.Any(person => person.Id == found.Conclusion.PatientId),
        _ => false,
    };

    /// <summary>Whether this is the person who was told of: the name without regard to case, spaces, and ё or е.</summary>
    public static bool IsMeant(PersonRecord person, Identification told) =>
        person.BirthDate == told.BirthDate && PersonName.Key(person.Name) == PersonName.Key(told.Name);

    private static Reader Of(Relation relation, StaffSnapshot staff, SessionId session) => new(relation, staff.StaffId, Posts.Serving(staff.Queue).Post, session);
}
