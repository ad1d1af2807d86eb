using System.Collections.Immutable;
using Medzdrav.Contracts;

namespace Medzdrav.Grains;

public partial class SessionGrain
{
    /// <summary>Events kept in memory for those who join again after a short break; older ones are read from the journal.</summary>
    private const int TailLength = 128;

    private const int MaxRedecisions = 5;

    private readonly Dictionary<CommandId, Answer> _answers = [];
    private ImmutableQueue<SessionEvent> _tail = [];
    private int _tailCount;
    private bool _isTooNew;

    /// <summary>The row as stored; null when not known.</summary>
    private SessionRow? _row;

    /// <summary>What a command's commit was, to answer its repeats.</summary>
    private readonly record struct Answer(long Last, DateTimeOffset At, ParticipantId By, bool IsMessage);

    private async Task<Reply<SessionView>> Decide(CommandId command, Caller caller, Func<SessionState, Decision> rule)
    {
        var (refusal, answer) = await Execute(command, caller, rule);
        return refusal is not null ? refusal : await ViewAt(answer);
    }

    private async Task<(Refusal? Refusal, Answer Answer)> Execute(CommandId command, Caller caller, Func<SessionState, Decision> rule)
    {
        if (command.Value == Guid.Empty)
            return (Refusal.Invalid, default);
        for (var attempt = 0; attempt < MaxRedecisions; attempt++)
        {
            if (_isTooNew)
                return (Refusal.Unavailable, default);
            if (_answers.TryGetValue(command, out var first))
                return first.By == Who(caller) ? (null, first) : (Refusal.NotFound, default);
            var decision = rule(_state);
            if (decision.Refusal is not null)
                return (decision.Refusal, default);
            if (decision.Facts.IsEmpty)
                return (null, new Answer(_state.Sequence, Now, Who(caller), false));
            var result = await Append(command, decision);
            if (result.Outcome == AppendOutcome.Stored)
                return (null, _answers[command]);
            if (result.Outcome == AppendOutcome.ClaimHeld)
                return (Refuse(result.Violated), default);
        }
        return (Refusal.Unavailable, default);
    }

    /// <summary>The platform's own doing: no command, nobody to answer.</summary>
    private async Task<bool> Happen(Func<SessionState, Decision> rule)
    {
        for (var attempt = 0; attempt < MaxRedecisions && !_isTooNew; attempt++)
        {
            var decision = rule(_state);
            if (decision.Facts.IsEmpty)
                return false;
            if (await Append(null, decision) is { Outcome: AppendOutcome.Stored })
                return true;
        }
        return false;
    }

    private async Task<AppendResult> Append(CommandId? command, Decision decision)
    {
        var now = Now;
        var events = new SessionEvent[decision.Facts.Length];
        var after = _state;
        for (var i = 0; i < events.Length; i++)
            after = after.Apply(events[i] = new SessionEvent(after.Sequence + 1, now, decision.By, decision.Facts[i]));
        var (take, release) = SessionViews.ClaimsMoved(_state, after);
        var commit = new Commit(
            Id, _state.Sequence + 1, after.Sequence, command, now, JournalCodec.Encode(events),
            SessionViews.RowOf(after, SessionRules.NextDue(after, Attendance(), now, _limits)), take, release, decision.Records);
        commit = commit with { KeepsRow = RowRules.KeepsRow(_row, commit) };
        var result = await Store(commit);
        if (result.Outcome == AppendOutcome.Stored)
        {
            if (command is { } answered)
                _answers[answered] = new Answer(after.Sequence, now, decision.By, decision.Facts is [Message]);
            stores.Meter.Stored(decision.Facts);
            _row = commit.KeepsRow ? _row : commit.Row;
            Advance(after, events);
        }
        return result;
    }

    private async Task<AppendResult> Store(Commit commit)
    {
        try
        {
            var result = await stores.Journal.AppendAsync(commit);
            if (result.Outcome == AppendOutcome.Conflict)
            {
                // Another activation writes this session: see what it wrote, and leave the field to it.
                LogConflict(Id, commit.FirstSequence);
                await Load();
                DeactivateOnIdle();
            }
            return result;
        }
        catch (StorageUnavailableException)
        {
            // The outcome is unknown: what this activation believes may be stale from now on.
            LogUnknownOutcome(Id, commit.FirstSequence);
            DeactivateOnIdle();
            throw;
        }
    }

    private void Advance(SessionState after, SessionEvent[] events)
    {
        var before = _state;
        _state = after;
        Remember(events);
        Publish(events);
        if (before.Sequence == 0 || before.Leg != after.Leg || before.Dropped != after.Dropped || before.Phase != after.Phase)
            _connections.Follow(after, Now);
        Announce(before, after);
        Arm();
    }

    /// <summary>Folds the journal. A newer program's session stays as it is and takes no commands.</summary>
    private async Task Load()
    {
        var state = SessionState.New(Id);
        _answers.Clear();
        (_tail, _tailCount, _row) = ([], 0, null);
        try
        {
            foreach (var commit in await stores.Journal.ReadAsync(Id))
            {
                var events = JournalCodec.Decode(commit).ToArray();
                state = events.Aggregate(state, (folded, happened) => folded.Apply(happened));
                Remember(events);
                if (commit.Command is { } command)
                    _answers[command] = new Answer(commit.LastSequence, events[0].At, events[0].By, events is [{ Fact: Message }]);
            }
        }
        catch (JournalTooNewException tooNew)
        {
            _isTooNew = true;
            LogTooNew(Id, tooNew.Message);
        }
        _state = state;
        if (state.IsOpen)
            _connections.Follow(state, Now);
    }

    private void Remember(SessionEvent[] events)
    {
        foreach (var happened in events)
            _tail = _tail.Enqueue(happened);
        for (_tailCount += events.Length; _tailCount > TailLength; _tailCount--)
            _tail = _tail.Dequeue();
    }

    /// <summary>The view as the command's first answer gave it, however long ago.</summary>
    private async Task<SessionView> ViewAt(Answer answer)
    {
        if (answer.Last == _state.Sequence)
            return SessionViews.View(_state, Now);
        var state = SessionState.New(Id);
        foreach (var commit in await stores.Journal.ReadAsync(Id))
            if (commit.LastSequence <= answer.Last)
                state = JournalCodec.Decode(commit).Aggregate(state, (folded, happened) => folded.Apply(happened));
        return SessionViews.View(state, Now);
    }

    private ParticipantId Who(Caller caller) =>
        caller.Staff is { } staff ? ParticipantId.Of(staff)
        : caller == _state.Owner || caller == _state.Visitor || _state.Sequence == 0 ? ParticipantId.Patient
        : ParticipantId.System;

    private static Refusal Refuse(Claim? violated) => violated?.Kind == Claims.StaffSlot ? Refusal.Busy : Refusal.AlreadyOpen;
}
