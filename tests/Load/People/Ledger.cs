using System.Collections.Concurrent;
using Medzdrav.Contracts;

namespace Medzdrav.Tests.Load;

/// <summary>The words and sights of the people of a run, written down for the checks.</summary>
internal sealed class Ledger(RunFigures figures, TimeProvider clock)
{
    private readonly ConcurrentDictionary<SessionId, SessionRecord> _sessions = new();
    private readonly ConcurrentDictionary<SessionId, bool> _unchecked = new();
    private readonly ConcurrentDictionary<string, long> _said = new();
    private long _idle;

    /// <summary>Documents and bookings.</summary>
    public RecordNotes Records { get; } = new();

    /// <summary>All sessions, checked or not.</summary>
    public IEnumerable<SessionRecord> Sessions => _sessions.Values;

    /// <summary>Sessions that are still to be checked: in a long run by far the fewest.</summary>
    public IEnumerable<SessionRecord> Unchecked => _unchecked.Select(session => Of(session.Key));

    /// <summary>Somebody reads a session.</summary>
    public SessionRecord Attend(Reading reading)
    {
        var record = Of(reading.Session);
        record.Attend(reading);
        return record;
    }

    /// <summary>The record of a session.</summary>
    public SessionRecord Of(SessionId session) => _sessions.GetOrAdd(session, id =>
    {
        _unchecked[id] = true;
        return new SessionRecord(id);
    });

    /// <summary>A session was checked; its details are forgotten.</summary>
    public void Check(Testimony testimony)
    {
        Of(testimony.Session).Forget(testimony);
        _unchecked.TryRemove(testimony.Session, out _);
    }

    /// <summary>A message is about to be sent, and should be now.</summary>
    public void Say(string text, long intended) => _said[text] = intended;

    /// <summary>A message was acknowledged.</summary>
    public void Acknowledge(SessionId session, Acknowledged message, long intended)
    {
        Of(session).Acknowledge(message);
        figures.Count(Happening.MessageSent);
        figures.Took(Step.Acknowledge, clock.GetElapsedTime(intended));
    }

    /// <summary>An event is shown to somebody: a message of another has arrived.</summary>
    /// <param name="reading">The reading that it happened in.</param>
    /// <param name="happened">The event that happened.</param>
    /// <param name="isHistory">It was said before the reader came, as the last words to somebody who had just left are: the time until then is not the platform's.</param>
    public void Show(Reading reading, SessionEventView happened, bool isHistory)
    {
        if (happened.Text() is not { } text || happened.By == reading.Reader || !_said.TryRemove(text, out var intended))
            return;
        figures.Count(Happening.MessageDelivered);
        if (!isHistory && intended > reading.BackAt)
            figures.Took(Step.Deliver, clock.GetElapsedTime(intended));
    }

    /// <summary>A specialist has become idle, or is no more.</summary>
    public void Idle(int change) => Interlocked.Add(ref _idle, change);

    /// <summary>A patient queues.</summary>
    /// <param name="session">In which session.</param>
    /// <param name="isReturning">Coming from the doctor: for a time the own consultant is waited for, whoever else is free.</param>
    public void Queue(SessionId session, bool isReturning) => Of(session).Meeting = new Meeting(clock.GetTimestamp(), !isReturning && Interlocked.Read(ref _idle) > figures.LevelOf(Level.Waiting));

    /// <summary>A specialist takes that long to answer an offer: not the platform's time.</summary>
    public void Answer(SessionId session, TimeSpan took) => Of(session).Meeting?.Answer(took);

    /// <summary>Notes that a side has heard that they are together.</summary>
    public void Meet(SessionId session)
    {
        if (Of(session).Meeting?.Hear(clock) is { } took)
            figures.Took(Step.Match, took);
    }
}

/// <summary>From queueing to both sides having heard of each other.</summary>
/// <param name="queued">Since when.</param>
/// <param name="wasFree">Whether a specialist whom they might get was idle then: else the wait is not the platform's.</param>
internal sealed class Meeting(long queued, bool wasFree)
{
    private const int Sides = 2;
    private long _answeringTicks;
    private int _heard;

    /// <summary>The specialist's own time.</summary>
    public void Answer(TimeSpan took) => Interlocked.Exchange(ref _answeringTicks, took.Ticks);

    /// <summary>Notes that a side has heard.</summary>
    /// <returns>How long it took, with the second one.</returns>
    public TimeSpan? Hear(TimeProvider clock) =>
        Interlocked.Increment(ref _heard) == Sides && wasFree ? clock.GetElapsedTime(queued) - TimeSpan.FromTicks(Interlocked.Read(ref _answeringTicks)) : null;
}
