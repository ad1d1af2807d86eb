using System.Runtime.CompilerServices;
using Medzdrav.Contracts;

namespace Medzdrav.Client;

/// <summary>A session as a participant lives it: its events once, in order and gapless, over every loss of the connection. Made by <see cref="MedzdravClient.JoinAsync"/>.</summary>
public sealed class JoinedSession : IAsyncDisposable
{
    private readonly SessionFeed _feed;
    private readonly HubLine _line;
    private readonly HubCalls _hub;
    private readonly Notices _notices;
    private readonly CallKeeper _call;
    private readonly Lock _gate = new();
    private readonly List<SessionEventView> _earlier = [];
    private readonly List<SessionEventView> _events = [];
    private readonly List<UnsentMessage> _unsent = [];
    private readonly List<RefusedMessage> _refused = [];
    private readonly TaskCompletionSource<Reply<JoinedSession>> _joined = New<Reply<JoinedSession>>();
    private TaskCompletionSource<bool> _news = New<bool>();
    private Refusal? _refusal;
    private SessionView? _view;

    /// <param name="sessionId">Which session.</param>
    /// <param name="after">The last event known from before; null to begin with the newest.</param>
    /// <param name="line">The connection.</param>
    /// <param name="commands">How calls go out.</param>
    /// <param name="hub">The typed calls.</param>
    /// <param name="notices">The news of the platform.</param>
    internal JoinedSession(SessionId sessionId, long? after, HubLine line, Commands commands, HubCalls hub, Notices notices)
    {
        (SessionId, _line, _hub, _notices) = (sessionId, line, hub, notices);
        _feed = new SessionFeed(
            sessionId,
            after ?? 0,
            (session, last, cancellation) => commands.OnceAsync<JoinAnswer>("JoinSession", [session, last], cancellation),
            after is null ? (session, cancellation) => commands.OnceAsync<JoinAnswer>("JoinLatest", [session], cancellation) : null,
            line.Clock);
        _call = new CallKeeper(sessionId, hub, notices);
        _feed.Happened += Keep;
        _feed.Joined += See;
        _feed.Refused += Lose;
        notices.SessionEvent += Receive;
        notices.SequenceCheck += Check;
        notices.QueueUpdate += Place;
        line.Entered += Enter;
    }

    /// <summary>The next event, in order, each once; called one after another on a thread of the client's. <see cref="ReadAllAsync"/> is the same as a stream.</summary>
    public event Action<SessionEventView>? Happened;

    /// <summary>The session was joined, or joined again after a loss: how it stands now.</summary>
    public event Action<SessionView>? ViewChanged;

    /// <summary>The place in the queue changed.</summary>
    public event Action<QueuePositionView>? PlaceChanged;

    /// <summary>The caller is a participant no more: the platform refused to be joined again, and no further event comes.</summary>
    public event Action<Refusal>? Ended;

    /// <summary>Which session.</summary>
    public SessionId SessionId { get; }

    /// <summary>How the session stood when it was joined last. What happened since is in the events.</summary>
    public SessionView View => _view ?? throw new InvalidOperationException("The session is not joined yet.");

    /// <summary>The last event up to which nothing is missing: an app that keeps events itself joins after it next time.</summary>
    public long LastSequence => _feed.Last;

    /// <summary>The events so far, in order.</summary>
    public IReadOnlyList<SessionEventView> Events
    {
        get
        {
            lock (_gate)
                return [.. _earlier, .. _events];
        }
    }

    /// <summary>Whether there are events before those that are known: <see cref="ReadEarlierAsync"/> brings them.</summary>
    public bool HasEarlier => First > 1;

    private long First
    {
        get
        {
            lock (_gate)
                return _earlier is [var read, ..] ? read.Sequence : _events is [var first, ..] ? first.Sequence : 1;
        }
    }

    /// <summary>Messages that the platform has not acknowledged yet, in the order in which they go out.</summary>
    public IReadOnlyList<UnsentMessage> Unsent
    {
        get
        {
            lock (_gate)
                return [.. _unsent];
        }
    }

    /// <summary>Messages that the platform did not take, with the reason, until the app takes them back (<see cref="TakeBack"/>): to be shown as failed, mended or forgotten. Those said later went on.</summary>
    public IReadOnlyList<RefusedMessage> Refused
    {
        get
        {
            lock (_gate)
                return [.. _refused];
        }
    }

    /// <summary>The participant's call in this session.</summary>
    public CallKeeper Call => _call;

    /// <summary>All events from the first that was joined with to the last that will ever come, each once; ends when the caller is a participant no more.</summary>
    /// <param name="after">Skips events up to this one.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public async IAsyncEnumerable<SessionEventView> ReadAllAsync(long after = 0, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        for (var next = 0; ;)
        {
            SessionEventView? happened = null;
            Task<bool> news;
            lock (_gate)
            {
                news = _news.Task;
                if (next < _events.Count)
                    happened = _events[next++];
            }
            if (happened is null)
            {
                if (!await news.WaitAsync(cancellation).ConfigureAwait(false))
                    yield break;
            }
            else if (happened.Sequence > after)
            {
                yield return happened;
            }
        }
    }

    /// <summary>Reads a page of what was before the events that are known; from then on it is part of <see cref="Events"/>.</summary>
    /// <returns>The page, empty at the session's beginning; or refused: notFound.</returns>
    public async Task<Reply<EarlierEvents>> ReadEarlierAsync(CancellationToken cancellation = default)
    {
        var before = First;
        var reply = await _hub.ReadEarlierAsync(SessionId, before, cancellation).ConfigureAwait(false);
        lock (_gate)
            if (reply.Value is { } page && First == before)
                _earlier.InsertRange(0, page.Events);
        return reply;
    }

    /// <summary>Waits for an event, which may have happened already.</summary>
    public async Task<SessionEventView> WhenAsync(Func<SessionEventView, bool> isMeant, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(isMeant);
        await foreach (var happened in ReadAllAsync(0, cancellation).ConfigureAwait(false))
            if (isMeant(happened))
                return happened;
        throw new RefusedException(_refusal ?? Refusal.NotFound);
    }

    /// <summary>Says something. Without a connection it waits in <see cref="Unsent"/> and goes out by itself, in order with everything else said and done in this session.</summary>
    /// <returns>Its place, or refused: messageEmpty, messageTooLong, closed, notFound, tooManyMessages.</returns>
    public async Task<Reply<MessageReceipt>> SayAsync(string text, CommandId? command = null, CancellationToken cancellation = default)
    {
        var message = new UnsentMessage(command ?? CommandId.New(), TypedText.WellFormed(text));
        lock (_gate)
            _unsent.Add(message);
        try
        {
            var reply = await _hub.SendMessageAsync(SessionId, message.Text, command: message.CommandId, cancellation: cancellation).ConfigureAwait(false);
            if (reply.Refusal is { } refusal)
                lock (_gate)
                    _refused.Add(new RefusedMessage(message.CommandId, message.Text, refusal));
            return reply;
        }
        finally
        {
            lock (_gate)
                _unsent.Remove(message);
        }
    }

    /// <summary>Takes a message out of <see cref="Refused"/>: mended and said again it is another command.</summary>
    public void TakeBack(RefusedMessage message)
    {
        lock (_gate)
            _refused.Remove(message);
    }

    /// <summary>Leaves the view, not the session: no more events come.</summary>
    public async ValueTask DisposeAsync()
    {
        _line.Entered -= Enter;
        _notices.SessionEvent -= Receive;
        _notices.SequenceCheck -= Check;
        _notices.QueueUpdate -= Place;
        _call.Dispose();
        _feed.Dispose();
        End();
        if (_line.State == LinkState.Connected && _refusal is null)
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5), _line.Clock);
            try
            {
                await _hub.LeaveViewAsync(SessionId, patience.Token).ConfigureAwait(false);
            }
            catch (Exception fault) when (fault is FaultException or OperationCanceledException)
            {
                // The platform forgets the connection with its end at the latest.
            }
        }
    }

    internal Task<Reply<JoinedSession>> JoinAsync(CancellationToken cancellation)
    {
        if (_line.State == LinkState.Connected)
            _feed.Join();
        return _joined.Task.WaitAsync(cancellation);
    }

    private void Enter()
    {
        _feed.Join();
        _call.Return();
    }

    private void Receive(SessionId session, SessionEventView happened)
    {
        if (session == SessionId)
            _feed.Receive(happened);
    }

    private void Check(SessionId session, long sequence)
    {
        if (session == SessionId)
            _feed.Check(sequence);
    }

    private void Place(SessionId session, QueuePositionView place)
    {
        if (session == SessionId)
            PlaceChanged?.Invoke(place);
    }

    private void Keep(SessionEventView happened)
    {
        TaskCompletionSource<bool> news;
        lock (_gate)
        {
            _events.Add(happened);
            (news, _news) = (_news, New<bool>());
        }
        news.TrySetResult(true);
        Happened?.Invoke(happened);
    }

    private void See(SessionView view)
    {
        _view = view;
        _joined.TrySetResult(this);
        ViewChanged?.Invoke(view);
    }

    private void Lose(Refusal refusal)
    {
        _refusal = refusal;
        _line.Entered -= Enter;
        _joined.TrySetResult(refusal);
        End();
        Ended?.Invoke(refusal);
    }

    private void End()
    {
        lock (_gate)
            _news.TrySetResult(false);
    }

    private static TaskCompletionSource<T> New<T>() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

/// <summary>A message on its way.</summary>
/// <param name="CommandId">The tap: it stays the same over all repeats.</param>
/// <param name="Text">The message as it was said, made well-formed.</param>
public sealed record UnsentMessage(CommandId CommandId, string Text);

/// <summary>A message that the platform did not take.</summary>
/// <param name="CommandId">The tap.</param>
/// <param name="Text">The message.</param>
/// <param name="Refusal">Why it was not taken.</param>
public sealed record RefusedMessage(CommandId CommandId, string Text, Refusal Refusal);
