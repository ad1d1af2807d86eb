using System.Runtime.InteropServices;
using Medzdrav.Contracts;
using Microsoft.AspNetCore.SignalR;

namespace Medzdrav.Gateway;

/// <summary>A hub connection: who it is, which sessions it joined, and what waits to be written to it.</summary>
/// <param name="id">SignalR's connection id.</param>
/// <param name="caller">The caller.</param>
/// <param name="credential">The credential it came with.</param>
/// <param name="write">Writes to it; an unfinished task means that the reader does not keep up.</param>
/// <param name="abort">Cuts it.</param>
public sealed partial class Connection(string id, Caller caller, string credential, Func<SerializedHubMessage, ValueTask> write, Action abort)
{
    /// <summary>So many messages may wait for a slow reader before it is cut, and no more bytes than <see cref="MaxWaitingBytes"/>.</summary>
    internal const int MaxWaiting = 1_024;

    /// <summary>How long a message is of which nobody knows: some hundred bytes at most.</summary>
    internal const int NoticeBytes = 512;

    /// <summary>So many closed sessions it goes on to hear of.</summary>
    internal const int MaxClosed = 32;

    private readonly Dictionary<SessionId, Feed> _feeds = [];
    private readonly Lock _gate = new();
    private Queue<Waiting>? _waiting;
    private long _waitingBytes;
    private List<SessionId>? _closed;

    /// <summary>SignalR's connection id.</summary>
    public string Id => id;

    /// <summary>The caller of this connection.</summary>
    public Caller Caller => caller;

    /// <summary>The credential it came with.</summary>
    public string Credential => credential;

    /// <summary>The stored form of its id, by which silos tell that it ended.</summary>
    internal string StoredCredential { get; } = StoredId.Of(credential);

    /// <summary>Where it comes from (<see cref="ClientAddress"/>).</summary>
    public string Address { get; init; } = "";

    /// <summary>The name in the address bar, or in the app's: it says under which insurer's name a session is opened.</summary>
    public string Host { get; init; } = "";

    /// <summary>The scheme, host and port that the client named, which can be any: <see cref="PageOrigin"/> says which of it may be written.</summary>
    public string? Origin { get; init; }

    /// <summary>So many bytes may wait for it (<see cref="GatewayOptions.WaitingBytes"/>).</summary>
    internal long MaxWaitingBytes { private get; init; } = long.MaxValue;

    /// <summary>Its calls that are under way.</summary>
    internal Turns Turns { get; } = new();

    /// <summary>The calls that it may still make; null before its first call.</summary>
    internal CallBudget? Calls { get; set; }

    /// <summary>The budget that it shares with the other connections of its address; null before its first call.</summary>
    internal AddressBudget? OfAddress { get; set; }

    /// <summary>The calls and texts that all connections of the same person may still send; null before the first call.</summary>
    internal SharedBudget? OfPerson { get; set; }

    /// <summary>The signals that it may still send; null before its first signal.</summary>
    internal CallBudget? Signals { get; set; }

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

    /// <summary>Writes, or queues behind what is not written yet; never waits. Who reads too slowly is cut and comes back with its last sequence.</summary>
    internal void Write(SerializedHubMessage message, int bytes = NoticeBytes)
    {
        lock (_gate)
        {
            if (_waiting is null)
            {
                var written = write(message);
                if (written.IsCompletedSuccessfully)
                    written.GetAwaiter().GetResult();
                else
                    CatchUpAsync(written, _waiting = []).Ignore();
            }
            else if (MayWait(_waiting.Count + 1, bytes))
            {
                _waiting.Enqueue(new Waiting(message, bytes));
            }
        }
    }

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
                Forget(session, feed);
                return false;
            }
            feed.Through = last ?? feed.Through;
            var held = CollectionsMarshal.AsSpan(feed.Held);
            feed.Held = null;
            foreach (var happened in held)
                _waitingBytes -= happened.Bytes;
            WriteNew(feed, held);
            return true;
        }
    }

    /// <summary>The session's grain, as far as talking goes; kept while joined, because finding it costs a good part of calling it.</summary>
    internal ISessionTalk Talk(IGrainFactory grains, SessionId session)
    {
        lock (_gate)
            return _feeds.TryGetValue(session, out var feed)
                ? feed.Talk ??= grains.GrainOf<ISessionTalk>(session.Value)
                : grains.GrainOf<ISessionTalk>(session.Value);
    }

    /// <summary>From now on the session's events are kept for <see cref="Uncork"/>, which is soon to come.</summary>
    internal void Cork(SessionId session)
    {
        lock (_gate)
            if (_feeds.TryGetValue(session, out var feed))
                feed.Corked ??= [];
    }

    /// <summary>Writes what was kept.</summary>
    internal void Uncork(SessionId session)
    {
        lock (_gate)
        {
            if (!_feeds.TryGetValue(session, out var feed) || feed.Corked is not { } kept)
                return;
            feed.Corked = null;
            foreach (var (message, bytes) in kept)
            {
                _waitingBytes -= bytes;
                Write(message, bytes);
            }
        }
    }

    /// <summary>The connection leaves a session.</summary>
    internal bool Leave(SessionId session)
    {
        lock (_gate)
            return _feeds.TryGetValue(session, out var feed) && Forget(session, feed);
    }

    /// <summary>A session that it joined is closed. It hears what comes of it still, a conclusion say, until many others are closed, too: who stays for days would hold all of them.</summary>
    /// <returns>The session to leave instead; null when none.</returns>
    internal SessionId? Close(SessionId session)
    {
        lock (_gate)
        {
            if (!_feeds.ContainsKey(session))
                return null;
            _closed ??= [];
            _closed.Remove(session);
            _closed.Add(session);
            if (_closed.Count <= MaxClosed)
                return null;
            var oldest = _closed[0];
            _closed.RemoveAt(0);
            return oldest;
        }
    }

    /// <summary>Writes those events that were not written yet.</summary>
    internal void Deliver(SessionId session, EventPush[] events)
    {
        lock (_gate)
        {
            if (!_feeds.TryGetValue(session, out var feed))
                return;
            if (feed.Held is null)
                WriteNew(feed, events);
            else
                foreach (var happened in events)
                    if (MayWait(feed.Held.Count + 1, happened.Bytes))
                        feed.Held.Add(happened);
        }
    }

    /// <summary>Up to which event of a session everything was written; null while the first join is not answered.</summary>
    internal long? WrittenThrough(SessionId session)
    {
        lock (_gate)
            return _feeds.TryGetValue(session, out var feed) ? feed.Through : null;
    }

    private void WriteNew(Feed feed, ReadOnlySpan<EventPush> events)
    {
        foreach (var happened in events)
            if (feed.Take(happened.Sequence))
                WriteNow(feed, happened);
    }

    private void WriteNow(Feed feed, EventPush happened)
    {
        if (feed.Corked is null)
            Write(happened.Message, happened.Bytes);
        else if (MayWait(feed.Corked.Count + 1, happened.Bytes))
            feed.Corked.Add(new Waiting(happened.Message, happened.Bytes));
    }

    /// <summary>Whether one more message may wait; else the connection is cut, and comes back with the last sequence that it knows.</summary>
    private bool MayWait(int count, int bytes)
    {
        if (count > MaxWaiting || _waitingBytes + bytes > MaxWaitingBytes)
        {
            abort();
            return false;
        }
        _waitingBytes += bytes;
        return true;
    }

    private bool Forget(SessionId session, Feed feed)
    {
        _waitingBytes -= (feed.Held?.Sum(happened => (long)happened.Bytes) ?? 0) + (feed.Corked?.Sum(message => (long)message.Bytes) ?? 0);
        return _feeds.Remove(session);
    }

    private async Task CatchUpAsync(ValueTask written, Queue<Waiting> waiting)
    {
        while (true)
        {
            await written;
            lock (_gate)
            {
                _pingsStuck = 0;
                if (!waiting.TryDequeue(out var next))
                {
                    _waiting = null;
                    return;
                }
                _waitingBytes -= next.Bytes;
                written = write(next.Message);
            }
        }
    }
}

/// <summary>A message that waits to be written.</summary>
/// <param name="Message">The message.</param>
/// <param name="Bytes">How long it is, about.</param>
internal readonly record struct Waiting(SerializedHubMessage Message, int Bytes);
