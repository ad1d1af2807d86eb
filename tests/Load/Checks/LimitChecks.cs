using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Tests.Load;

/// <summary>No limit fires early, and none more than a second late: by the instants that the platform gave to what clients saw.</summary>
internal static class LimitChecks
{
    /// <summary>The check of those that come too soon, or of themselves.</summary>
    public const string Early = "no limit early";

    /// <summary>The check of those that come too late: a platform that stands still for a while can't keep it.</summary>
    public const string Late = "no limit more than 1 s late";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>All of one session, by the patient's account.</summary>
    public static IEnumerable<Violation> Of(Testimony session, LimitOptions limits) =>
        [.. session.Legs.SelectMany(leg => OfLeg(session, leg)), .. OfAbsence(session, limits)];

    /// <summary>Something fired at an instant that was due at another.</summary>
    public static Violation? Of(string what, DateTimeOffset due, DateTimeOffset fired) =>
        fired < due ? new Violation(Early, FormattableString.Invariant($"{what} fired {(due - fired).TotalMilliseconds:F0} ms early"))
        : fired > due + Patience ? new Violation(Late, FormattableString.Invariant($"{what} fired {(fired - due).TotalMilliseconds:F0} ms after it was due"))
        : null;

    private static IEnumerable<Violation> OfLeg(Testimony session, SeenLeg leg)
    {
        if (leg.EndsAt is not { } endsAt)
            yield break;
        var end = leg.Until;
        if (end is not null && end.Read<LegEndedSeen>().Reason == LegEndReason.Limit && Of(Named(session, "limit", end), endsAt, end.At) is { } limit)
            yield return limit;
        else if (end is not null && end.At > endsAt + Patience)
            yield return new Violation(Late, Named(session, $"no limit although it was due at {endsAt:HH:mm:ss.fff}, before", end));
        foreach (var warning in session.Whole.Where(happened => happened.Kind == "limitWarning" && happened.Sequence > leg.From.Sequence && happened.Sequence < (end?.Sequence ?? long.MaxValue)))
        {
            // A leg that is shorter than the warning is warned of at once.
            var due = endsAt - TimeSpan.FromSeconds(warning.Read<LimitWarningSeen>().SecondsLeft);
            if (Of(Named(session, "warning", warning), due < leg.From.At ? leg.From.At : due, warning.At) is { } warned)
                yield return warned;
        }
    }

    private static IEnumerable<Violation> OfAbsence(Testimony session, LimitOptions limits)
    {
        DateTimeOffset? patientGone = null;
        foreach (var happened in session.Whole)
        {
            if (happened.Kind == "dropped")
            {
                var dropped = happened.Read<DroppedSeen>();
                if (dropped.ParticipantId == ParticipantId.Patient)
                    patientGone = dropped.Since;
                if (Of(Named(session, "notice of absence", happened), dropped.Since + limits.ToldAbsent, happened.At) is { } told)
                    yield return told;
            }
            else if (happened.Kind == "closed" && happened.Read<ClosedSeen>().Reason == CloseReason.NoConnection)
            {
                if (patientGone is not { } since)
                    yield return new Violation(Early, Named(session, "no absence was told before", happened));
                else if (Of(Named(session, "closing for absence", happened), since + limits.PatientAbsent, happened.At) is { } closed)
                    yield return closed;
            }
        }
    }

    private static string Named(Testimony session, string what, SessionEventView happened) => $"session {session.Session}: {what} {happened.Sequence}";
}
