using Medzdrav.Contracts;

namespace Medzdrav.Grains;

internal partial class SessionGrain
{
    /// <summary>So many events are kept in memory from the first one on: who comes to a young session reads all of them.</summary>
    private const int BeginningLength = 16;

    /// <summary>Later, the last few for those who join again after a short break; older ones are read from the journal. Whatever is kept outlives a collection or two, and makes it longer.</summary>
    private const int TailLength = 4;

    private const int MaxRedecisions = 5;

    private readonly Answers _answers = new();
    private readonly Queue<SessionEvent> _tail = [];
    private bool _isTooNew;

    /// <summary>The row as stored; null when not known.</summary>
    private SessionRow? _row;

    /// <summary>A decided change on its way: what is stored, and what is shown once it is.</summary>
    private readonly record struct Change(SessionState After, SessionEvent[] Events, Commit Commit);

    /// <summary>How a command ended.</summary>
    /// <param name="Refusal">Why it was refused, or null.</param>
    /// <param name="Answer">Its commit, or where the session stands when there was nothing to do.</param>
    /// <param name="IsNew">Whether anything was stored.</param>
    private readonly record struct Outcome(Refusal? Refusal, Answer Answer, bool IsNew)
    {
        public static implicit operator Outcome(Refusal refusal) => new(refusal, default, false);
    }

    private async Task<Reply<SessionView>> Decide(CommandKind kind, CommandId command, Caller caller, Func<SessionState, Decision> rule)
    {
        var outcome = await Execute(kind, command, caller, rule);
        return outcome.Refusal is { } refusal ? refusal : await ViewAt(outcome.Answer);
    }

    /// <summary>The platform's own doing: no command, nobody to answer.</summary>
    /// <returns>Whether anything was stored.</returns>
    private async Task<bool> Happen(Func<SessionState, Decision> rule) => (await Execute(CommandKind.None, null, null, rule)).IsNew;

    private Task<Outcome> Execute(CommandKind kind, CommandId? command, Caller? caller, Func<SessionState, Decision> rule) =>
        Execute(kind, command, caller, rule, outcome => outcome);

    /// <summary>Decides, stores and applies; anew when somebody else stored first.</summary>
    /// <remarks>This is a single method: each that a grain awaits costs it a task, and a turn of its scheduler.</remarks>
    private async Task<T> Execute<T>(CommandKind kind, CommandId? command, Caller? caller, Func<SessionState, Decision> rule, Func<Outcome, T> reply)
    {
        if (command?.Value == Guid.Empty)
            return reply(Refusal.Invalid);
        for (var attempt = 0; attempt < MaxRedecisions && !_isTooNew; attempt++)
        {
            if (command is { } repeated && _answers.TryGet(repeated, out var first))
                return reply(first.By != Who(caller) ? Refusal.NotFound
                    : CommandKinds.IsRepeat(kind, first.Kind) ? new Outcome(null, first, false)
                    : Refusal.CommandReused);
            var decision = rule(_state);
            if (decision.Refusal is { } refusal)
                return reply(refusal);
            if (decision.Facts.IsEmpty)
                return reply(new Outcome(null, Hold(kind, command, caller), false));
            var change = Prepare(command, decision);
            AppendResult result;
            try
            {
                result = await stores.Journal.AppendAsync(change.Commit);
            }
            catch (StorageUnavailableException)
            {
                // The outcome is unknown: what this activation believes may be stale from now on.
                LogUnknownOutcome(Id, change.Commit.FirstSequence);
                DeactivateOnIdle();
                throw;
            }
            if (result.Outcome == AppendOutcome.Stored)
                return reply(new Outcome(null, Advance(kind, change), true));
            if (result.Outcome == AppendOutcome.ClaimHeld)
                return reply(decision.WhenHeld ?? Refuse(result.Violated));
            if (result.Outcome == AppendOutcome.RecordsDiffer)
                return reply(Refusal.ConclusionChanged);
            // Another activation writes this session: see what it wrote, and leave the field to it.
            LogConflict(Id, change.Commit.FirstSequence);
            await Load();
            DeactivateOnIdle();
        }
        return reply(Refusal.Unavailable);
    }

    private Change Prepare(CommandId? command, Decision decision)
    {
        var now = Now;
        var events = new SessionEvent[decision.Facts.Length];
        var after = _state;
        for (var i = 0; i < events.Length; i++)
            after = after.Apply(events[i] = new SessionEvent(after.Sequence + 1, now, decision.By, decision.Facts[i]));
        var (take, release) = SessionViews.ClaimsMoved(_state, after);
        var moved = SessionViews.ConsultationsMoved(_state, after);
        var due = SessionRules.NextDue(after, Absences(), now, _limits);
        var kept = decision.Facts is [Message] && RowRules.OutlivesMessage(_row, due) ? _row : null;
        var commit = new Commit(
            Id, _state.Sequence + 1, after.Sequence, command, now, JournalCodec.Encode(events),
            kept ?? SessionViews.RowOf(after, PresenceIn(after), due), take, release, moved.IsEmpty ? decision.Records : decision.Records.AddRange(moved))
        { KeepsRow = kept is not null };
        return new Change(after, events, kept is null ? commit with { KeepsRow = RowRules.KeepsRow(_row, commit) } : commit);
    }

    /// <summary>There is nothing to store; a repeat is to do nothing either, even when it comes after somebody else's change.</summary>
    private Answer Hold(CommandKind kind, CommandId? command, Caller? caller)
    {
        var answer = new Answer(_state.Sequence, Now, Who(caller), kind, IsStored: false);
        if (command is { } held)
            _answers.Add(held, answer);
        return answer;
    }

    /// <summary>A stored change holds, and is shown.</summary>
    private Answer Advance(CommandKind kind, Change change)
    {
        var (before, after, events, commit) = (_state, change.After, change.Events, change.Commit);
        var isMessage = events is [{ Fact: Message }];
        var answer = new Answer(after.Sequence, commit.At, events[0].By, kind);
        if (commit.Command is { } command)
            _answers.Add(command, answer);
        stores.Meter.Stored(events);
        if (!commit.KeepsRow)
            _row = commit.Row;
        _state = after;
        Remember(events);
        Publish(events);
        // A message moves nobody, and brings no deadline nearer.
        if (isMessage)
            return answer;
        if (before.Sequence == 0 || before.Leg != after.Leg || before.Companion != after.Companion || before.Participants != after.Participants || before.Phase != after.Phase)
        {
            _connections.Follow(after, Now);
            _carriers?.Keep(SessionRules.Present(after));
        }
        // In a chat nobody is in a call; who talks again afterwards takes it anew.
        if (before.Mode != after.Mode && !SessionRules.IsCall(after.Mode))
            _carriers?.Keep([]);
        Announce(before, after);
        Arm();
        return answer;
    }

    /// <summary>Folds the journal. A newer program's session stays as it is and takes no commands.</summary>
    private async Task Load()
    {
        var state = SessionState.New(Id);
        _answers.Clear();
        _tail.Clear();
        _row = null;
        try
        {
            foreach (var commit in await stores.Journal.ReadAsync(Id))
            {
                var events = JournalCodec.Decode(commit).ToArray();
                state = events.Aggregate(state, (folded, happened) => folded.Apply(happened));
                Remember(events);
                if (commit.Command is { } command)
                    _answers.Add(command, new Answer(commit.LastSequence, events[0].At, events[0].By, CommandKinds.Of(events)));
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
        {
            while (_tail.Count >= (happened.Sequence > BeginningLength ? TailLength : BeginningLength))
                _tail.Dequeue();
            _tail.Enqueue(happened);
        }
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

    private ParticipantId Who(Caller? caller) =>
        caller?.Staff is { } staff ? ParticipantId.Of(staff)
        : caller == _state.Owner || caller == _state.Visitor || _state.Sequence == 0 ? ParticipantId.Patient
        : ParticipantId.System;

    private static Refusal Refuse(Claim? violated) => violated?.Kind == Claims.StaffSlot ? Refusal.Busy : Refusal.AlreadyOpen;
}
