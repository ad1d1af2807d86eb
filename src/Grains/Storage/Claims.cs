using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>A unique right, held by one session: the key can't be claimed twice.</summary>
/// <param name="Kind">The thing that is claimed; see <see cref="Claims"/>.</param>
/// <param name="Key">Which one.</param>
internal readonly record struct Claim(string Kind, string Key);

/// <summary>The kinds of claims.</summary>
internal static class Claims
{
    /// <summary>The single open session of an insured person, or of its opener while nobody is chosen.</summary>
    public const string OpenSession = "open_session";

    /// <summary>A unit of a specialist's capacity.</summary>
    public const string StaffSlot = "staff_slot";

    /// <summary>The right to be this person's only open session.</summary>
    public static Claim Open(PatientId patient) => new(OpenSession, "patient:" + patient.Value);

    /// <summary>The right to be this opener's only open session while nobody is chosen.</summary>
    public static Claim Open(Caller owner) => new(OpenSession, $"{owner.Kind}:{owner.Id}");

    /// <summary>Unit number <paramref name="unit"/> of a specialist.</summary>
    public static Claim Slot(StaffId staff, int unit) => new(StaffSlot, $"{staff.Value}:{unit}");
}
