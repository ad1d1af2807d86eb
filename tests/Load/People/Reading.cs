using Medzdrav.Contracts;

namespace Medzdrav.Tests.Load;

/// <summary>A person's reading of one session: in order, each event once, whatever order and number they come in.</summary>
internal sealed class Reading(SessionId session, ParticipantId reader)
{
    private readonly Lock _lock = new();
    private readonly List<SessionEventView> _shown = [];
    private readonly Dictionary<long, SessionEventView> _ahead = [];
    private TaskCompletionSource _news = NewNews();

    /// <summary>Which session.</summary>
    public SessionId Session => session;

    /// <summary>The participant who reads.</summary>
    public ParticipantId Reader => reader;

    /// <summary>Told of each event when it is shown.</summary>
    public Action<SessionEventView> Showing { private get; init; } = _ => { };

    /// <summary>Whether the reader may no longer look.</summary>
    public bool IsCutOff { get; private set; }

    /// <summary>When the reader came back who had hung up; 0 before.</summary>
    public long BackAt { get; private set; }

    /// <summary>The last event shown.</summary>
    public long Last
    {
        get
        {
            lock (_lock)
                return _shown.Count;
        }
    }

    /// <summary>Whether some event is missing before one that came.</summary>
    public bool HasGap
    {
        get
        {
            lock (_lock)
                return _ahead.Count > 0;
        }
    }

    /// <summary>All that was shown so far.</summary>
    public SessionEventView[] Shown
    {
        get
        {
            lock (_lock)
                return [.. _shown];
        }
    }

    /// <summary>Takes what came, by push or by joining.</summary>
    /// <returns>False when something is missing before it.</returns>
    public bool Take(params ReadOnlySpan<SessionEventView> events)
    {
        lock (_lock)
        {
            foreach (var happened in events)
                if (happened.Sequence > _shown.Count)
                    _ahead[happened.Sequence] = happened;
            while (_ahead.Remove(_shown.Count + 1, out var next))
            {
                _shown.Add(next);
                Showing(next);
            }
            Interlocked.Exchange(ref _news, NewNews()).TrySetResult();
            return _ahead.Count == 0;
        }
    }

    /// <summary>The reader, who had hung up, is back: what was said meanwhile is history.</summary>
    public void ComeBack(long at) => BackAt = at;

    /// <summary>The reader may no longer look.</summary>
    public void CutOff()
    {
        lock (_lock)
        {
            IsCutOff = true;
            Interlocked.Exchange(ref _news, NewNews()).TrySetResult();
        }
    }

    /// <summary>The first event after a place that fits, now or when it comes; cancelled when it can't come any more.</summary>
    public async Task<SessionEventView> FindAsync(Func<SessionEventView, bool> fits, long after, CancellationToken stop)
    {
        for (var place = (int)after; ;)
        {
            Task news;
            lock (_lock)
            {
                for (; place < _shown.Count; place++)
                    if (fits(_shown[place]))
                        return _shown[place];
                if (IsCutOff)
                    throw new OperationCanceledException();
                news = _news.Task;
            }
            await news.WaitAsync(stop);
        }
    }

    private static TaskCompletionSource NewNews() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
