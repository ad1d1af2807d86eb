using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>Somebody who wants to use a person's data.</summary>
/// <param name="Relation">How they stand to the person.</param>
/// <param name="Staff">The staff member; null for the person's own side and for the platform.</param>
/// <param name="Post">In which post; null without a staff member.</param>
/// <param name="Session">In which session, or null.</param>
internal sealed record Reader(Relation Relation, StaffId? Staff, Post? Post, SessionId? Session)
{
    /// <summary>The person's own side: the account that holds them.</summary>
    public static Reader Holder { get; } = new(Relation.Holder, null, null, null);

    /// <summary>The platform's own rules, which decide by data and show them to nobody.</summary>
    public static Reader Platform { get; } = new(Relation.Platform, null, null, null);

    /// <summary>A consultant at the desk, in no session.</summary>
    public static Reader AtDesk(StaffId staff) => new(Relation.AtDesk, staff, Contracts.Post.Consultant, null);

    /// <summary>The consultant of whom a session said that they receive its caller.</summary>
    public static Reader Receiving(Caller consultant, SessionId session) => new(Relation.Receiving, consultant.Staff, Contracts.Post.Consultant, session);

    /// <summary>An auditor, in no session.</summary>
    public static Reader Auditor(StaffId staff) => new(Relation.Auditing, staff, Contracts.Post.Auditor, null);

    /// <summary>A doctor with those who are booked with them.</summary>
    public static Reader BookedWith(StaffId doctor, Post post) => new(Relation.BookedWith, doctor, post, null);

    /// <summary>A doctor with what they wrote themselves.</summary>
    public static Reader Author(StaffId doctor, Post post, SessionId? session) => new(Relation.Author, doctor, post, session);
}

/// <summary>How a reader stands to a person.</summary>
internal enum Relation
{
    /// <summary>They have nothing to do with each other.</summary>
    None,

    /// <summary>The account whose login is the person's number.</summary>
    Holder,

    /// <summary>Rules that decide by the data and show them to nobody.</summary>
    Platform,

    /// <summary>A consultant at the desk, in no session with the person.</summary>
    AtDesk,

    /// <summary>The consultant who talks with the person in intake or follow-up.</summary>
    Receiving,

    /// <summary>The doctor of the running consultation, or the consultant who stays with the patient.</summary>
    Treating,

    /// <summary>The doctor whose consultation is over and whose conclusion is not signed yet, 24 h at most.</summary>
    Concluding,

    /// <summary>The doctor who wrote the conclusion.</summary>
    Author,

    /// <summary>The auditor, who reads who used whose data, and no data beside names and birth dates.</summary>
    Auditing,

    /// <summary>An administrator, who keeps staff accounts and uses no person's data.</summary>
    Administrator,

    /// <summary>The doctor with whom the person is booked.</summary>
    BookedWith,

    /// <summary>The supervisor who looks on in a session, visibly.</summary>
    Supervising,
}
