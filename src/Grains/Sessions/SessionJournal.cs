using Medzdrav.Contracts;
using Microsoft.Extensions.Logging;

namespace Medzdrav.Grains;

/// <summary>A session as one activation knows it: load, decide, append, then apply. Nobody else sets the state, so nothing is in it that is not stored.</summary>
internal sealed partial class SessionJournal(SessionId id, SessionStores stores, IJournalOwner owner, LimitOptions limits, TimeProvider clock, ILogger logger)
{
    public const int MaxRedecisions = 5;

    /// <summary>So much of a journal is in memory at once while it is folded.</summary>
    private const int FoldBytes = 1024 * 1024;

    private readonly Answers _answers = new();
    private readonly RecentEvents _recent = new();

    /// <summary>The row as stored; null when not known.</summary>
    private SessionRow? _row;

    /// <summary>A decided change on its way: the state after it, its events, and what is stored.</summary>
    private readonly record struct Change(SessionState After, SessionEvent[] Events, Commit Commit);

    /// <summary>Which session.</summary>
    public SessionId Id => id;

    /// <summary>The session after the last event that is known to be stored.</summary>
    public SessionState State { get; private set; } = SessionState.New(id);

    /// <summary>False for a session that a newer program wrote.</summary>
    public bool TakesCommands { get; private set; } = true;

    /// <summary>Finds the answer that a command was given; false when it never came.</summary>
    public bool TryGetAnswer(CommandId command, out Answer answer) => _answers.TryGet(command, out answer);

    /// <summary>Decides, stores and applies; anew when another activation stored first.</summary>
    /// <remarks>This is a single method: each that a grain awaits costs it a task, and a turn of its scheduler.</remarks>
    public async Task<T> DecideAsync<T>(Asked asked, CommandId? command, Caller? caller, Func<SessionState, Decision> rule, Func<Outcome, T> reply)
    {
        if (command?.Value == Guid.Empty)
            return reply(Refusal.Invalid);
        for (var attempt = 0; attempt < MaxRedecisions && TakesCommands; attempt++)
        {
            if (command is { } repeated && _answers.TryGet(repeated, out var first))
                return reply(await RefuseRepeatAsync(asked, caller, first) is { } other ? other : new Outcome(null, first, false));
            var decision = rule(State);
            if (decision.Refusal is { } refusal)
                return reply(refusal);
            if (decision.Facts.IsEmpty)
            {
                // Nobody fills a session with commands that change nothing: in a full one they are only remembered.
                if (command is null || asked.IsOfRecords || State.Bytes > limits.SessionBytes)
                    return reply(new Outcome(null, Hold(asked.Kind, command, caller), false));
                decision = asked.OnRecord(SessionRules.Author(State, caller));
            }
            var change = Prepare(command, decision);
            AppendResult result;
            try
            {
                result = await stores.Journal.AppendAsync(change.Commit);
            }
            catch (StorageUnavailableException)
            {
                // The outcome is unknown: what this activation believes may be stale from now on.
                LogUnknownOutcome(id, change.Commit.FirstSequence);
                owner.Drop();
                throw;
            }
            if (result.Outcome == AppendOutcome.Stored)
                return reply(new Outcome(null, Advance(asked.Kind, change), true));
            if (SessionRules.RefuseCommit(result, decision) is { } barred)
                return reply(barred);
            // Another activation writes this session: see what it wrote, and leave the field to it.
            LogConflict(id, change.Commit.FirstSequence);
            await LoadAsync();
            owner.Drop();
        }
        return reply(Refusal.Unavailable);
    }

    /// <summary>Folds the journal. A newer program's session stays as it is and takes no commands.</summary>
    public async Task LoadAsync()
    {
        var state = SessionState.New(id);
        _answers.Clear();
        _recent.Clear();
        _row = null;
        try
        {
            await foreach (var commit in CommitsAsync())
            {
                var events = JournalCodec.Decode(commit).ToArray();
                state = events.Aggregate(state, (folded, happened) => folded.Apply(happened));
                _recent.Add(events);
                if (commit.Command is { } command)
                    _answers.Add(command, new Answer(commit.LastSequence, events[0].At, events[0].By, CommandKinds.Of(events)));
            }
        }
        catch (JournalTooNewException tooNew)
        {
            TakesCommands = false;
            LogTooNew(id, tooNew.Message);
        }
        State = state;
        owner.Loaded();
    }

    /// <summary>Reads anew where another activation stored more than is known here, or where the session was erased.</summary>
    public async Task CatchUpAsync()
    {
        var heads = await stores.Journal.HeadsAsync([id]);
        if ((heads is [var head] ? head.Sequence : 0) is var stored && (stored == State.Sequence || stored > 0 && stored < State.Sequence))
            return;
        await LoadAsync();
        owner.Drop();
    }

    /// <summary>The events after a sequence: all, or as many as fill so many bytes.</summary>
    public async Task<IReadOnlyList<SessionEvent>> EventsAfterAsync(long sequence, int bytes)
    {
        if (sequence >= State.Sequence - _recent.Count)
            return _recent.After(sequence);
        var commits = await stores.Journal.ReadAsync(id, sequence + 1, bytes);
        return [.. commits.SelectMany(JournalCodec.Decode).Where(happened => happened.Sequence > sequence)];
    }

    /// <summary>The events before a sequence: all, or as many of the last as fill so many bytes.</summary>
    public async Task<IReadOnlyList<SessionEvent>> EventsBeforeAsync(long sequence, int bytes)
    {
        // A young session is in memory whole.
        var commits = _recent.Count < State.Sequence ? await stores.Journal.ReadBackAsync(id, sequence, bytes) : null;
        return [.. (commits?.SelectMany(JournalCodec.Decode) ?? _recent.After(0)).Where(happened => happened.Sequence < sequence)];
    }

    /// <summary>Why a command whose id is known is another one than the first; null when it is its repeat. Only a repeat pays for the comparison.</summary>
    public async ValueTask<Refusal?> RefuseRepeatAsync(Asked asked, Caller? caller, Answer first)
    {
        if (CommandKinds.RefuseRepeat(asked.Kind, SessionRules.Author(State, caller), first) is { } refusal)
            return refusal;
        return asked.Argument is null || !first.IsStored || asked.Repeats(Asked.Of(await MadeByAsync(first))) ? null : Refusal.CommandReused;
    }

    /// <summary>The events that a stored command made.</summary>
    public async ValueTask<IReadOnlyList<SessionEvent>> MadeByAsync(Answer answer)
    {
        // A message is stored alone.
        if (_recent.After(answer.Last - 1) is [{ Fact: Message } message, ..] && message.Sequence == answer.Last)
            return [message];
        var commits = await stores.Journal.ReadAsync(id, answer.Last, bytes: 1);
        return [.. JournalCodec.Decode(commits[0])];
    }

    /// <summary>The session as a command's first answer gave it, however long ago.</summary>
    public ValueTask<SessionState> StateAtAsync(Answer answer) => answer.Last == State.Sequence ? ValueTask.FromResult(State) : FoldToAsync(answer.Last);

    /// <summary>The session has nothing to store of a command; a repeat is to do nothing either, even when it comes after somebody else's change.</summary>
    public Answer Hold(CommandKind kind, CommandId? command, Caller? caller)
    {
        var answer = new Answer(State.Sequence, clock.GetUtcNow(), SessionRules.Author(State, caller), kind, IsStored: false);
        if (command is { } held)
            _answers.Add(held, answer);
        return answer;
    }

    /// <summary>The sweep was told this deadline, and writes it to the row.</summary>
    public void GiveBackRow(DateTimeOffset? next) => _row = RowRules.GivenBack(_row, next);

    private Change Prepare(CommandId? command, Decision decision)
    {
        var now = clock.GetUtcNow();
        var events = new SessionEvent[decision.Facts.Length];
        var after = State;
        for (var i = 0; i < events.Length; i++)
            after = after.Apply(events[i] = new SessionEvent(after.Sequence + 1, now, decision.By, decision.Facts[i]));
        var (take, release) = SessionViews.ClaimsMoved(State, after);
        var moved = SessionViews.RecordsMoved(State, after, now);
        var due = owner.NextDeadline(after, now);
        var kept = decision.Facts is [Message] && RowRules.OutlivesMessage(_row, due) ? _row : null;
        var commit = new Commit(
            id, State.Sequence + 1, after.Sequence, command, now, JournalCodec.Encode(events),
            kept ?? SessionViews.RowOf(after, owner.PresenceIn(after), due), take, release, moved.IsEmpty ? decision.Records : decision.Records.AddRange(moved))
        { KeepsRow = kept is not null };
        return new Change(after, events, kept is null ? commit with { KeepsRow = RowRules.KeepsRow(_row, commit) } : commit);
    }

    /// <summary>A stored change holds, and is shown.</summary>
    private Answer Advance(CommandKind kind, Change change)
    {
        var (before, after, events, commit) = (State, change.After, change.Events, change.Commit);
        var answer = new Answer(after.Sequence, commit.At, events[0].By, kind);
        if (commit.Command is { } command)
            _answers.Add(command, answer);
        stores.Meter.Stored(events);
        if (!commit.KeepsRow)
            _row = commit.Row;
        State = after;
        _recent.Add(events);
        owner.Stored(before, events);
        return answer;
    }

    private async ValueTask<SessionState> FoldToAsync(long last)
    {
        var state = SessionState.New(id);
        await foreach (var commit in CommitsAsync())
        {
            if (commit.LastSequence > last)
                break;
            state = JournalCodec.Decode(commit).Aggregate(state, (folded, happened) => folded.Apply(happened));
        }
        return state;
    }

    /// <summary>All commits, read page by page: a long talk is never in memory whole.</summary>
    private async IAsyncEnumerable<StoredCommit> CommitsAsync()
    {
        long last = 0;
        for (long bytes = FoldBytes; bytes >= FoldBytes;)
        {
            bytes = 0;
            foreach (var commit in await stores.Journal.ReadAsync(id, last + 1, FoldBytes))
            {
                bytes += commit.Payload.Length;
                last = commit.LastSequence;
                yield return commit;
            }
        }
    }
}
