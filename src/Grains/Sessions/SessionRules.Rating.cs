using System.Globalization;
using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>How a patient rates a session that is over.</summary>
internal static partial class SessionRules
{
    internal const int MaxCommentCharacters = 1_000;
    private const int MaxStars = 5;

    /// <summary>Whether any specialist has talked with the patient.</summary>
    public static bool IsAnswered(SessionState state) => state.Consultant is not null || !state.Consultations.IsEmpty;

    /// <summary>What the patient wrote beside the stars; null for nothing.</summary>
    public static string? CommentOf(string? typed) => TypedText.IsBlank(typed) ? null : typed.Trim();

    /// <summary>The patient's side rates what is over, once.</summary>
    public static Decision Rate(SessionState state, Caller caller, int stars, string? comment, DateTimeOffset now, LimitOptions limits)
    {
        if (RefuseStranger(state, caller, out var by) is { } refusal)
            return refusal;
        if (by != ParticipantId.Patient)
            return Refusal.WrongRole;
        if (stars is < 1 or > MaxStars)
            return Refusal.Invalid;
        if (comment?.Length > MaxCommentCharacters)
            return Refusal.Invalid with { Message = string.Create(CultureInfo.InvariantCulture, $"Отзыв длиннее {MaxCommentCharacters} символов: сократите его.") };
        if (state.IsOpen)
            return Refusal.RatingTooEarly;
        if (RatingIn(state, now, limits) is { Stars: not null })
            return Refusal.AlreadyRated;
        if (!MayRate(state.CloseReason, IsAnswered(state)))
            return Refusal.NothingToRate;
        if (RatingIn(state, now, limits) is null)
            return Refusal.RatingOver;
        return Decision.Of(by, new Rated(stars, comment)).Storing(new RatingGiven(
            state.Id, state.Insurer?.InsurerId, state.Consultant, state.Consultations.LastOrDefault()?.Doctor.StaffId, stars, comment, now));
    }

    /// <summary>The rating of a session, as its patient sees it.</summary>
    public static RatingView? RatingIn(SessionState state, DateTimeOffset now, LimitOptions limits) =>
        RatingOf(state.ClosedAt, state.CloseReason, IsAnswered(state), state.Stars, now, limits);

    /// <summary>Likewise, by what the records say of it; null where it is not rated and may not be any more, or not at all.</summary>
    public static RatingView? RatingOf(DateTimeOffset? closedAt, CloseReason? reason, bool isAnswered, int? stars, DateTimeOffset now, LimitOptions limits) =>
        closedAt is { } at && (stars is not null || MayRate(reason, isAnswered) && now < at + limits.RateWithin) ? new RatingView(stars, at + limits.RateWithin) : null;

    /// <summary>Without a talk there is nothing to rate, and what goes on elsewhere is rated there.</summary>
    private static bool MayRate(CloseReason? reason, bool isAnswered) => isAnswered && reason != CloseReason.ContinuedElsewhere;
}
