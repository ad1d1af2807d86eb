using System.Globalization;
using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>The rules of every conclusion.</summary>
internal static class Conclusions
{
    /// <summary>Longest field in characters.</summary>
    public const int MaxFieldCharacters = 20_000;

    /// <summary>The conclusion of a doctor's first consultation in a session. The id follows from both, so that a repeated save can't make a second one.</summary>
    public static ConclusionId IdOf(SessionId session, StaffId doctor) => new(DerivedId.Of("conclusion", session.Value, doctor.Value));

    /// <summary>The conclusion of a later consultation by the same doctor.</summary>
    /// <param name="session">Which session.</param>
    /// <param name="doctor">The doctor.</param>
    /// <param name="startedBy">The sequence of the event that began the consultation.</param>
    public static ConclusionId IdOf(SessionId session, StaffId doctor, long startedBy) =>
        new(DerivedId.Of("conclusion", session.Value, doctor.Value, startedBy.ToString(CultureInfo.InvariantCulture)));

    /// <summary>Whether a text may be stored.</summary>
    public static bool Fits(ConclusionText text) =>
        Fields(text).All(field => field is { Length: <= MaxFieldCharacters }) && text.FollowUpDays is null or (>= 1 and <= ConclusionText.MaxFollowUpDays);

    /// <summary>Whether a text may be signed: it says what it is and what to do.</summary>
    public static bool IsComplete(ConclusionText text) =>
        !TypedText.IsBlank(text.Diagnosis) && !TypedText.IsBlank(text.Recommendations);

    /// <summary>A conclusion as it is signed at an instant: the hash is of that, in whole milliseconds, which every database keeps.</summary>
    public static ConclusionView Signed(ConclusionView conclusion, int edition, DateTimeOffset now)
    {
        var signed = conclusion with { SignedAt = Instants.InMilliseconds(now), Edition = edition, Editions = edition, CorrectedAt = null };
        return signed with { TextHash = SignedText.HashOf(signed) };
    }

    /// <summary>All that a text says, as its saves are compared: fields that came later are left out while they say nothing, so that a save of before is still known.</summary>
    public static string[] Said(ConclusionText text) =>
    [
        text.Complaints, text.History, text.Diagnosis, text.Recommendations,
        .. text is { SecondaryDiagnoses: "", FollowUpDays: null } ? NoMore : [text.SecondaryDiagnoses, text.FollowUpDays?.ToString(CultureInfo.InvariantCulture) ?? ""],
    ];

    private static readonly string[] NoMore = [];

    private static string?[] Fields(ConclusionText text) => [text.Complaints, text.History, text.Diagnosis, text.Recommendations, text.SecondaryDiagnoses];
}
