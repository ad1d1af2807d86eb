using Medzdrav.Contracts;

namespace Medzdrav.Client;

/// <summary>Keeps one session's log complete: joins over each new connection, notices holes, and joins again after the last event that it has.</summary>
/// <param name="sessionId">Which session.</param>
/// <param name="after">The last event known from before; 0 for none.</param>
/// <param name="join">Asks for what comes after an event, once.</param>
/// <param name="latest">Asks for the newest events, once; null for a feed that begins with the first.</param>
/// <param name="clock">Of the pauses.</param>
internal sealed class SessionFeed(
    SessionId sessionId,
    long after,
    Func<SessionId, long, CancellationToken, Task<Reply<JoinAnswer>>> join,
    Func<SessionId, CancellationToken, Task<Reply<JoinAnswer>>>? latest,
    TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPatience = TimeSpan.FromSeconds(5);
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private readonly Lock _telling = new();
    private readonly SessionLog _log = new(after);
    private long _wanted;
    private int _faults;
    private bool _isLatestUnknown;
    private bool _hasJoined;
    private bool _isJoining;
    private bool _again;
    private bool _isSoon;

    /// <summary>The next event, in order, each once.</summary>
    public event Action<SessionEventView>? Happened;

    /// <summary>Everything is there, and this is how the session stands.</summary>
    public event Action<SessionView>? Joined;

    /// <summary>The caller is no participant (any more).</summary>
    public event Action<Refusal>? Refused;

    public SessionId SessionId => sessionId;

    public long Last
    {
        get
        {
            lock (_gate)
                return _log.Last;
        }
    }

    private bool IsBehind => _log.HasHole || _log.Last < _wanted;

    /// <summary>A new connection is unknown to the session until it joins.</summary>
    public void Join()
    {
        lock (_gate)
        {
            if (_isJoining)
            {
                _again = true;
                return;
            }
            _isJoining = true;
            _again = false;
        }
        _ = JoinAsync();
    }

    public void Receive(SessionEventView happened)
    {
        Take([happened]);
        // The person signs in by another number: whether this client is still in the session only the platform knows.
        if (happened.Kind == "loginChanged")
            Join();
        else
            Look();
    }

    public void Check(long sequence)
    {
        lock (_gate)
            _wanted = Math.Max(_wanted, sequence);
        Look();
    }

    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
    }

    /// <summary>Numbers that overtook each other sort themselves out; only a real hole is asked for.</summary>
    private void Look()
    {
        lock (_gate)
        {
            if (!IsBehind || _isSoon || _stop.IsCancellationRequested)
                return;
            _isSoon = true;
        }
        _ = SoonAsync();
    }

    private async Task SoonAsync()
    {
        var pause = Patience * Math.Pow(2, Math.Min(_faults, 8));
        try
        {
            await Task.Delay(pause < LongestPatience ? pause : LongestPatience, clock, _stop.Token).ConfigureAwait(false);
        }
        catch (Exception over) when (over is OperationCanceledException or ObjectDisposedException)
        {
            return;
        }
        bool isStillBehind;
        lock (_gate)
            (_isSoon, isStillBehind) = (false, IsBehind || _again);
        if (isStillBehind)
            Join();
    }

    private async Task JoinAsync()
    {
        try
        {
            for (var more = true; more;)
            {
                var reply = await AskAsync().ConfigureAwait(false);
                if (reply.Refusal is { } refusal)
                {
                    Settle(refusal);
                    break;
                }
                var answer = reply.Value!;
                // From the first event on, what is missing comes after; otherwise it was before.
                more = answer.More && !BeginsLater(answer) && answer.Events.Length > 0;
                Take(answer.Events);
                (_faults, _hasJoined) = (0, true);
                if (!more)
                    Joined?.Invoke(answer.View);
            }
        }
        catch (FaultException fault)
        {
            // Another connection joins again by itself.
            if (!fault.IsLost)
                Failed();
        }
        catch (Exception over) when (over is OperationCanceledException or ObjectDisposedException)
        {
            return;
        }
        finally
        {
            lock (_gate)
                _isJoining = false;
        }
        if (_again)
            _ = SoonAsync();
        else
            Look();
    }

    private async Task<Reply<JoinAnswer>> AskAsync()
    {
        if (latest is not null && !_isLatestUnknown && Last == 0)
            try
            {
                return await latest(sessionId, _stop.Token).ConfigureAwait(false);
            }
            catch (FaultException fault) when (!fault.IsLost && !fault.IsUnavailable)
            {
                // A gateway of the version before begins with the first event.
                _isLatestUnknown = true;
            }
        return await join(sessionId, Last, _stop.Token).ConfigureAwait(false);
    }

    private bool BeginsLater(JoinAnswer answer)
    {
        lock (_gate)
        {
            if (_log.Last > 0 || answer.Events is not [{ Sequence: > 1 } first, ..])
                return false;
            _log.BeginAt(first.Sequence);
            return true;
        }
    }

    /// <summary>Only a session that is not there, or no more, ends the feed. Whatever else is said is no word about the session: too many calls, a storage that is away.</summary>
    private void Settle(Refusal refusal)
    {
        if (refusal.Code == Refusal.NotFound.Code || !_hasJoined && refusal.Code == Refusal.Invalid.Code)
            Refused?.Invoke(refusal);
        else
            Failed();
    }

    /// <summary>A platform that has too much to do is asked ever more slowly.</summary>
    private void Failed()
    {
        lock (_gate)
            (_again, _faults) = (true, _faults + 1);
    }

    private void Take(ReadOnlySpan<SessionEventView> events)
    {
        // Events are told in their order whoever brings them: an answer and a push come side by side.
        lock (_telling)
        {
            List<SessionEventView> ready;
            lock (_gate)
                ready = _log.Take(events);
            foreach (var happened in ready)
                Happened?.Invoke(happened);
        }
    }
}
