using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>The figures of a closed session: a fold of its events, of which nothing but hours, words and durations is left.</summary>
internal sealed class TallyRules
{
    private readonly Dictionary<(DateTimeOffset Hour, TallyKind Kind, string Part), Spread> _spreads = [];
    private Wait? _wait;
    private int? _estimate;
    private LegStarted? _leg;
    private bool _hasMetDoctor;

    /// <summary>The figures of sessions, each given to its own fold.</summary>
    public static IReadOnlyCollection<Tally> Sum(IEnumerable<TallyRules> sessions)
    {
        var sums = new Dictionary<(DateTimeOffset, TallyKind, string), Tally>();
        foreach (var (key, spread) in sessions.SelectMany(session => session._spreads))
        {
            if (!sums.TryGetValue(key, out var sum))
                sums[key] = sum = new Tally(key.Hour, key.Kind, key.Part, new Spread());
            sum.Values.Add(spread);
        }
        return sums.Values;
    }

    /// <summary>The hour in which an instant is counted.</summary>
    public static DateTimeOffset HourOf(DateTimeOffset at) => new(at.UtcDateTime.Date.AddHours(at.UtcDateTime.Hour), TimeSpan.Zero);

    /// <summary>The session's next event.</summary>
    public void Take(SessionEvent happened)
    {
        var at = happened.At;
        switch (happened.Fact)
        {
            case Opened opened:
                Add(at, TallyKind.Opened, Words.Of(opened.Mode));
                break;
            case Queued queued:
                (_wait, _estimate) = (queued.Wait, null);
                break;
            case Offered { EstimatedSeconds: { } seconds }:
                _estimate ??= seconds;
                break;
            case LegStarted leg:
                Answer(leg, at);
                break;
            case Returned { StartedAt: { } startedAt } when _leg is { } awaiting:
                _leg = awaiting with { StartedAt = startedAt, ReturnsBy = null };
                break;
            case Transferred transferred:
                Add(at, TallyKind.Transferred, Words.Of(transferred.To));
                break;
            case LegEnded ended:
                EndTalk(ended.Reason, at);
                break;
            case CallRecord call:
                Call(call.Report, at);
                break;
            case DocumentAdded document:
                Add(at, TallyKind.Documents, Words.Of(document.Kind));
                break;
            case SessionClosed closed:
                Close(closed.Reason, at);
                break;
        }
    }

    private void Answer(LegStarted leg, DateTimeOffset at)
    {
        if (_wait is { For.Queue: { } queue } wait)
        {
            Add(at, TallyKind.Wait, Words.Of(queue), Milliseconds(at - wait.Since));
            if (_estimate is { } told)
                Add(at, TallyKind.EstimateError, Words.Of(queue), Math.Abs(Milliseconds(at - wait.Since) - (told * 1_000L)));
        }
        (_wait, _leg) = (null, leg);
        _hasMetDoctor |= leg.Staff.Queue != QueueKind.Consultant;
    }

    private void EndTalk(LegEndReason reason, DateTimeOffset at)
    {
        if (_leg is { ReturnsBy: null } leg)
        {
            var queue = Words.Of(leg.Staff.Queue);
            Add(at, TallyKind.Handling, queue, Milliseconds(at - leg.StartedAt));
            if (reason == LegEndReason.Limit)
                Add(at, TallyKind.LimitEnded, queue);
            if (reason == LegEndReason.Dropped)
                Add(at, TallyKind.Dropped, queue);
        }
        _leg = null;
    }

    private void Close(CloseReason reason, DateTimeOffset at)
    {
        // Whoever leaves after the doctor, while a consultant is still to close the session, had what they came for.
        if (_wait is { For.Queue: { } queue } wait && reason is CloseReason.CancelledByPatient or CloseReason.NoConnection && !(_hasMetDoctor && queue == QueueKind.Consultant))
            Add(at, TallyKind.Abandoned, Words.Of(queue), Milliseconds(at - wait.Since));
        EndTalk(LegEndReason.Ended, at);
        Add(at, TallyKind.Closed, Words.Of(reason));
    }

    private void Call(CallReport report, DateTimeOffset at)
    {
        var mode = Words.Of(report.Mode);
        if (report is { Stage: CallStage.Connected, ConnectMs: { } connected })
            Add(at, TallyKind.CallConnected, mode, connected);
        if (report.Stage == CallStage.Failed)
            Add(at, TallyKind.CallFailed, mode);
        if (report.Stage == CallStage.Ended)
            Add(at, TallyKind.CallLoss, mode, (long)Math.Round((double)report.LossPercent * 10));
    }

    private void Add(DateTimeOffset at, TallyKind kind, string part, long value = 0)
    {
        var hour = HourOf(at);
        if (!_spreads.TryGetValue((hour, kind, part), out var spread))
            _spreads[(hour, kind, part)] = spread = new Spread();
        spread.Add(value);
    }

    private static long Milliseconds(TimeSpan time) => (long)time.TotalMilliseconds;
}
