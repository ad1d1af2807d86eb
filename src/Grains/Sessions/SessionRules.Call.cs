using Medzdrav.Contracts;

namespace Medzdrav.Grains;

internal static partial class SessionRules
{
    private const int MaxReportedSeconds = 24 * 60 * 60;
    private const int MaxReportedCount = 100_000;
    private const int MaxReportedMs = 10 * 60 * 1_000;

    /// <summary>Why the caller can carry no call here now; null when they can. The patient may while waiting: the call then begins with the leg.</summary>
    public static Refusal? RefuseCall(SessionState state, Caller caller, out ParticipantId by) =>
        Refuse(state, caller, out by) ?? (IsCall(state.Mode) ? null : Refusal.WrongPhase);

    /// <summary>Which of two sides gives way when both begin at once: the patient; of two specialists one of them.</summary>
    public static bool GivesWay(ParticipantId one, ParticipantId with) =>
        one == ParticipantId.Patient || with != ParticipantId.Patient && string.CompareOrdinal(one.Value, with.Value) < 0;

    /// <summary>The calls whose other side is in the session now.</summary>
    public static CarriedCall[] Known(SessionState state, CarriedCall[] calls) => Array.FindAll(calls, call => state.Participants.Find(call.With) is not null);

    /// <summary>Whether this way of talking is a call.</summary>
    public static bool IsCall(SessionMode mode) => mode is SessionMode.Audio or SessionMode.Video;

    /// <summary>Puts a report of a call on record; also of one who has left since, and after the closing: the last report comes last.</summary>
    public static Decision RecordCall(SessionState state, Caller caller, CallReport? report, LimitOptions limits)
    {
        if (Reporter(state, caller) is not { } by)
            return Refusal.NotFound;
        if (report is null || !IsPlausible(report) || report.With == by || !IsKnown(state, report.With))
            return Refusal.Invalid;
        return state.CallRecords >= limits.CallRecords ? Refusal.TooMany : Decision.Of(by, new CallRecord(report));
    }

    private static ParticipantId? Reporter(SessionState state, Caller caller) =>
        Talking(state, caller) ?? (caller.Staff is { } staff && state.Met.Contains(staff) ? ParticipantId.Of(staff) : null);

    private static bool IsKnown(SessionState state, ParticipantId participant) =>
        participant == ParticipantId.Patient || participant.Value is { } id && state.Met.Contains(new StaffId(id));

    private static bool IsPlausible(CallReport report) =>
        report.CallId is { Length: > 0 and <= 64 }
        && Enum.IsDefined(report.Stage)
        && (report.Hindrance is null || Enum.IsDefined(report.Hindrance.Value))
        && IsCall(report.Mode)
        && report.ConnectMs is null or (>= 0 and <= MaxReportedMs)
        && report.RoundTripMs is null or (>= 0 and <= MaxReportedMs)
        && report.Seconds is >= 0 and <= MaxReportedSeconds
        && IsCount(report.Drops) && IsCount(report.Recoveries) && IsCount(report.Freezes) && report.KbitPerSecond is >= 0 and <= MaxReportedCount
        && report.LossPercent is >= 0 and <= 100;

    private static bool IsCount(int count) => count is >= 0 and <= MaxReportedCount;
}
