using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>How those of a session stand to its patient: <see cref="MedcardRules"/> say what that allows.</summary>
internal static partial class SessionRules
{
    /// <summary>How somebody stands to a session's patient now (S6).</summary>
    public static Reader ReaderIn(SessionState state, Caller caller, DateTimeOffset now, LimitOptions limits)
    {
        if (caller.Staff is not { } staff)
            return new Reader(Relation.None, null, null, state.Id);
        if (RefuseConsultant(state, caller) is null)
            return ReaderOf(Relation.Receiving, state.Leg!.Staff, state.Id);
        if (Talking(state, caller) is not null)
            return ReaderOf(Relation.Treating, state.Leg?.Staff.StaffId == staff ? state.Leg.Staff : state.Companion!.Staff, state.Id);
        var unsigned = state.Consultations.FirstOrDefault(
            consulted => consulted.Doctor.StaffId == staff && !consulted.Signed && now < consulted.StartedAt + limits.UnsignedConclusion);
        return unsigned is null ? new Reader(Relation.None, staff, null, state.Id) : ReaderOf(Relation.Concluding, unsigned.Doctor, state.Id);
    }

    /// <summary>A doctor with their own consultation in a session.</summary>
    public static Reader AuthorIn(SessionState state, Consulted consulted) => ReaderOf(Relation.Author, consulted.Doctor, state.Id);

    private static Reader ReaderOf(Relation relation, StaffSnapshot staff, SessionId session) => new(relation, staff.StaffId, Posts.Serving(staff.Queue).Post, session);
}
