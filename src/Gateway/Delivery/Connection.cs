using System.Threading.Channels;
using Medzdrav.Contracts;

namespace Medzdrav.Gateway;

/// <summary>One hub connection: who it is, which sessions it joined, and what waits to be written to it.</summary>
/// <param name="id">SignalR's connection id.</param>
/// <param name="caller">Who.</param>
/// <param name="role">For staff who can be on duty, as what.</param>
/// <param name="credential">The credential it came with.</param>
/// <param name="abort">Cuts it.</param>
public sealed class Connection(string id, Caller caller, StaffRole? role, string credential, Action abort)
{
    /// <summary>How much may wait for a slow reader before it is cut.</summary>
    internal const int MaxWaiting = 1_024;

    private readonly Channel<Func<ISessionClient, Task>> _outgoing =
        Channel.CreateBounded<Func<ISessionClient, Task>>(new BoundedChannelOptions(MaxWaiting) { SingleReader = true });
    private readonly Dictionary<SessionId, Feed> _feeds = [];
    private readonly Lock _gate = new();

    /// <summary>SignalR's connection id.</summary>
    public string Id => id;

    /// <summary>Who.</summary>
    public Caller Caller => caller;

    /// <summary>For staff who can be on duty, as what.</summary>
    public StaffRole? Role => role;

    /// <summary>The credential it came with.</summary>
    public string Credential => credential;

    /// <summary>Where it comes from (<see cref="ClientAddress"/>).</summary>
    public string Address { get; init; } = "";

    /// <summary>The sessions it joined.</summary>
    internal SessionId[] Joined
    {
        get
        {
            lock (_gate)
                return [.. _feeds.Keys];
        }
    }

    /// <summary>Cuts the connection.</summary>
    public void Abort() => abort();

    /// <summary>Queues something to be written; never waits. Who reads too slowly is cut and comes back with its last sequence.</summary>
    internal void Write(Func<ISessionClient, Task> send)
    {
        if (!_outgoing.Writer.TryWrite(send))
            abort();
    }

    /// <summary>Writes what is queued, one after the other, until <see cref="Close"/>.</summary>
    internal async Task PumpAsync(ISessionClient client)
    {
        await foreach (var send in _outgoing.Reader.ReadAllAsync())
            await send(client);
    }

    /// <summary>Nothing more is written.</summary>
    internal void Close() => _outgoing.Writer.TryComplete();

    /// <summary>Until the join is answered, pushes wait: the answer comes first.</summary>
    internal void BeginJoin(SessionId session)
    {
        lock (_gate)
        {
            if (!_feeds.TryGetValue(session, out var feed))
                _feeds[session] = feed = new Feed();
            feed.Held ??= [];
        }
    }

    /// <summary>The join was answered, or failed.</summary>
    /// <param name="session">Which.</param>
    /// <param name="last">The last event of the answer; null when there is none.</param>
    /// <param name="gone">True when the caller is no participant (any more).</param>
    /// <returns>Whether the connection has joined now.</returns>
    internal bool EndJoin(SessionId session, long? last, bool gone)
    {
        lock (_gate)
        {
            if (!_feeds.TryGetValue(session, out var feed))
                return false;
            if (gone || last is null && feed.Through is null)
            {
                _feeds.Remove(session);
                return false;
            }
            feed.Through = last ?? feed.Through;
            var held = feed.Held ?? [];
            feed.Held = null;
            WriteNew(session, feed, held);
            return true;
        }
    }

    /// <summary>The connection leaves a session.</summary>
    internal bool Leave(SessionId session)
    {
        lock (_gate)
            return _feeds.Remove(session);
    }

    /// <summary>Queues those events that were not written yet.</summary>
    internal void Deliver(SessionId session, SessionEventView[] events)
    {
        lock (_gate)
        {
            if (!_feeds.TryGetValue(session, out var feed))
                return;
            if (feed.Held is null)
                WriteNew(session, feed, events);
            else if (feed.Held.Count + events.Length <= MaxWaiting)
                feed.Held.AddRange(events);
            else
                abort();
        }
    }

    /// <summary>Up to which event of a session everything was written; null while the first join is not answered.</summary>
    internal long? WrittenThrough(SessionId session)
    {
        lock (_gate)
            return _feeds.TryGetValue(session, out var feed) ? feed.Through : null;
    }

    private void WriteNew(SessionId session, Feed feed, IReadOnlyList<SessionEventView> events)
    {
        foreach (var happened in events)
            if (feed.Take(happened.Sequence))
                Write(client => client.SessionEvent(session, happened));
    }

    /// <summary>What of one session was written. Order across routes is not promised: a lower number than the last may still be news.</summary>
    private sealed class Feed
    {
        private readonly HashSet<long> _ahead = [];

        /// <summary>Everything up to this one was written or answered; null until the first join is answered.</summary>
        public long? Through { get; set; }

        /// <summary>Pushes that came while a join was under way; null while none is.</summary>
        public List<SessionEventView>? Held { get; set; }

        /// <summary>Whether the event was not written yet; from now on it counts as written.</summary>
        public bool Take(long sequence)
        {
            if (sequence <= Through || !_ahead.Add(sequence))
                return false;
            while (_ahead.Remove((Through ?? 0) + 1))
                Through = (Through ?? 0) + 1;
            return true;
        }
    }
}
