using Medzdrav.Contracts;

namespace Medzdrav.Grains;

internal partial class SessionGrain
{
    private static readonly TimeSpan ReadMarksAtMostEvery = TimeSpan.FromSeconds(1);

    private readonly Dictionary<ParticipantId, (Caller Caller, long UpTo)> _unstoredMarks = [];
    private readonly Dictionary<ParticipantId, DateTimeOffset> _marksStoredAt = [];
    private IGrainTimer? _timer;
    private DateTimeOffset _armedFor = DateTimeOffset.MaxValue;

    /// <inheritdoc />
    public async Task<Reply<Done>> MarkRead(Caller caller, long sequence)
    {
        if (SessionRules.Participant(_state, caller) is not { } participant)
            return Refusal.NotFound;
        if (sequence < 1 || sequence > _state.Sequence)
            return Refusal.Invalid;
        if (Now < MarkDue(participant))
        {
            _unstoredMarks[participant] = (caller, Math.Max(sequence, _unstoredMarks.GetValueOrDefault(participant).UpTo));
            Arm();
        }
        else
        {
            await StoreMark(participant, caller, sequence);
        }
        return new Done(Now);
    }

    private async Task StoreMark(ParticipantId participant, Caller caller, long sequence)
    {
        if (await Happen(state => SessionRules.MarkRead(state, caller, sequence)))
            _marksStoredAt[participant] = Now;
    }

    private DateTimeOffset MarkDue(ParticipantId participant) =>
        _marksStoredAt.TryGetValue(participant, out var at) ? at + ReadMarksAtMostEvery : DateTimeOffset.MinValue;

    private async Task FireDue()
    {
        foreach (var (participant, (caller, upTo)) in _unstoredMarks.ToArray())
        {
            if (Now < MarkDue(participant))
                continue;
            _unstoredMarks.Remove(participant);
            await StoreMark(participant, caller, upTo);
        }
        while (await Happen(state => SessionRules.Due(state, Absences(), Now, _limits)))
        {
        }
        _armedFor = DateTimeOffset.MaxValue;
        Arm();
    }

    private Absences Absences() => new(_connections.AbsentSince, _declareFrom);

    private DateTimeOffset NextDue()
    {
        var next = SessionRules.NextDue(_state, Absences(), Now, _limits);
        foreach (var participant in _unstoredMarks.Keys)
            if (MarkDue(participant) is var due && due < next)
                next = due;
        return next;
    }

    /// <summary>Sets the timer to the next deadline. It is moved only to be earlier: when it fires too early it re-arms itself.</summary>
    private void Arm()
    {
        if (!_state.IsOpen)
        {
            _timer?.Dispose();
            _timer = null;
            _armedFor = DateTimeOffset.MaxValue;
            return;
        }
        var next = NextDue();
        if (_timer is not null && next >= _armedFor)
            return;
        _armedFor = next;
        var wait = next - Now;
        if (wait < TimeSpan.Zero)
            wait = TimeSpan.Zero;
        if (_timer is null)
            _timer = this.RegisterGrainTimer(FireDue, new GrainTimerCreationOptions(wait, Timeout.InfiniteTimeSpan) { KeepAlive = true });
        else
            _timer.Change(wait, Timeout.InfiniteTimeSpan);
    }
}
