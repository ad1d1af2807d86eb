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
    /// <summary>How much may wait for a slow reader before it is cut.</summary>
    internal const int MaxWaiting = 1_024;

    /// <summary>So many closed sessions it goes on to hear of.</summary>
    internal const int MaxClosed = 32;

    private const int PingsBeforeMissed = 3;

    private readonly Dictionary<SessionId, Feed> _feeds = [];
    private readonly Lock _gate = new();
    private Queue<SerializedHubMessage>? _waiting;
    private List<SessionId>? _closed;
    private int _pings;

    /// <summary>SignalR's connection id.</summary>
    public string Id => id;

    /// <summary>The caller of this connection.</summary>
    public Caller Caller => caller;

    /// <summary>The credential it came with.</summary>
    public string Credential => credential;

    /// <summary>Where it comes from (<see cref="ClientAddress"/>).</summary>
    public string Address { get; init; } = "";

    /// <summary>The name in the address bar, or in the app's: it says under which insurer's name a session is opened.</summary>
    public string Host { get; init; } = "";

    /// <summary>Its calls that are under way.</summary>
    internal Turns Turns { get; } = new();

    /// <summary>Begins to miss the client when it is silent; called with its third ping.</summary>
    internal Action? MissFromNowOn { private get; init; }

    /// <summary>The calls that it may still make; null before its first call.</summary>
    internal CallBudget? Calls { get; set; }

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
    internal void Write(SerializedHubMessage message)
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
            else if (_waiting.Count < MaxWaiting)
            {
                _waiting.Enqueue(message);
            }
            else
            {
                abort();
            }
        }
    }

    /// <summary>Writes a sign of life, unless something waits to be written already. Over a line that holds everything back for seconds, the first word of a client comes 10 s after the handshake.</summary>
    internal void Ping(SerializedHubMessage ping)
    {
        lock (_gate)
        {
            if (_waiting is null)
                Write(ping);
            if (_pings < PingsBeforeMissed && ++_pings == PingsBeforeMissed)
                MissFromNowOn?.Invoke();
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
                _feeds.Remove(session);
                return false;
            }
            feed.Through = last ?? feed.Through;
            var held = feed.Held;
            feed.Held = null;
            WriteNew(feed, CollectionsMarshal.AsSpan(held));
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

    /// <summary>The connection carries the participant's call, or none from now on (null).</summary>
    internal void Carry(SessionId session, CarriedCall[]? calls)
    {
        lock (_gate)
            if (_feeds.TryGetValue(session, out var feed))
                feed.Carries = calls;
    }

    /// <summary>The call that it carries, for a session that has forgotten; null when it carries none.</summary>
    internal CarriedCall[]? Carries(SessionId session)
    {
        lock (_gate)
            return _feeds.TryGetValue(session, out var feed) ? feed.Carries : null;
    }

    /// <summary>The news of calls say what it carries.</summary>
    internal void FollowCall(CallPush push)
    {
        lock (_gate)
            if (_feeds.TryGetValue(push.SessionId, out var feed))
                feed.Carries = push switch
                {
                    { Taken: true } => null,
                    { Ready: { } ready } => [.. (feed.Carries ?? []).Where(call => call.With != ready.With), new CarriedCall(ready.With, ready.CallId)],
                    { Left: { } left } => feed.Carries is null ? null : [.. feed.Carries.Where(call => call.With != left)],
                    _ => feed.Carries,
                };
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
            kept.ForEach(Write);
        }
    }

    /// <summary>The connection leaves a session.</summary>
    internal bool Leave(SessionId session)
    {
        lock (_gate)
            return _feeds.Remove(session);
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

    private void WriteNew(Feed feed, ReadOnlySpan<EventPush> events)
    {
        foreach (var happened in events)
            if (feed.Take(happened.Sequence))
                WriteNow(feed, happened.Message);
    }

    private void WriteNow(Feed feed, SerializedHubMessage message)
    {
        if (feed.Corked is null)
            Write(message);
        else if (feed.Corked.Count < MaxWaiting)
            feed.Corked.Add(message);
        else
            abort();
    }

    private async Task CatchUpAsync(ValueTask written, Queue<SerializedHubMessage> waiting)
    {
        while (true)
        {
            await written;
            lock (_gate)
            {
                if (!waiting.TryDequeue(out var next))
                {
                    _waiting = null;
                    return;
                }
                written = write(next);
            }
        }
    }
}
