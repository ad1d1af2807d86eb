using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>How a patient rates a session that is over.</summary>
internal static partial class SessionRules
{
    internal const int MaxCommentCharacters = 1_000;
    private const int MaxStars = 5;

    /// <summary>Whether any specialist has talked with the patient.</summary>
    public static bool IsAnswered(SessionState state) => state.Consultant is not null || !state.Consultations.IsEmpty;

    /// <summary>The patient's words beside the stars; null for none.</summary>
    public static string? CommentOf(string? typed) => TypedText.IsBlank(typed) ? null : typed.Trim();

    /// <summary>The rating of a session, as its patient sees it.</summary>
    public static RatingView? RatingIn(SessionState state, DateTimeOffset now, LimitOptions limits) =>
        RatingOf(state.ClosedAt, state.CloseReason, IsAnswered(state), state.Stars, now, limits);

    /// <summary>Likewise, by what the records say of it; null where it is not rated and may not be any more, or not at all.</summary>
    public static RatingView? RatingOf(DateTimeOffset? closedAt, CloseReason? reason, bool isAnswered, int? stars, DateTimeOffset now, LimitOptions limits) =>
        closedAt is { } at && (stars is not null || MayRate(reason, isAnswered) && now < at + limits.RateWithin) ? new RatingView(stars, at + limits.RateWithin) : null;

    /// <summary>Without a talk there is nothing to rate, and what goes on elsewhere is rated there.</summary>
    private static bool MayRate(CloseReason? reason, bool isAnswered) => isAnswered && reason != CloseReason.ContinuedElsewhere;
}
