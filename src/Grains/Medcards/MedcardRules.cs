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
        [Purpose.Matching] = [Relation.AtDesk],
        [Purpose.Treatment] = [Relation.Receiving, Relation.Treating, Relation.Concluding],
        [Purpose.Conclusion] = [Relation.Author],
        [Purpose.Audit] = [Relation.Auditing],
        [Purpose.Documents] = [Relation.Treating, Relation.Concluding],
        [Purpose.StaffAccounts] = [Relation.Administrator],
        [Purpose.Booking] = [Relation.AtDesk, Relation.Receiving, Relation.BookedWith],
        [Purpose.Callback] = [Relation.AtDesk],
        [Purpose.Supervision] = [Relation.Supervising],
        [Purpose.Retention] = [Relation.Platform],
        [Purpose.Erasure] = [Relation.Platform],
    };

    /// <summary>Whether a reader may use data for this.</summary>
    public static bool May(Reader reader, Purpose purpose) => Table[purpose].Contains(reader.Relation) && (purpose != Purpose.Documents || ReadsDocuments(reader.Post));

    /// <summary>Whether the use leaves an entry: everybody's does but the person's own, and the platform's that shows nothing.</summary>
    public static bool IsKept(Reader reader) => reader.Staff is not null;

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

    /// <summary>Whether this is the person who was told of: the name however it was typed.</summary>
    public static bool IsMeant(PersonRecord person, Identification told) => IsBorn(person, told) && IsNamed(person, told);

    /// <summary>Whether the name is this person's, however it was typed.</summary>
    public static bool IsNamed(PersonRecord person, Identification told) => Folding.Name(person.Name) == Folding.Name(told.Name);

    /// <summary>Whether the birth date is this person's.</summary>
    public static bool IsBorn(PersonRecord person, Identification told) => person.BirthDate == told.BirthDate;

    /// <summary>The consultant who stays beside the doctor treats, too, but documents are for doctors.</summary>
    private static bool ReadsDocuments(Post? post) => post is { } held && Posts.Allow([held], Right.ReadDocuments);
}
