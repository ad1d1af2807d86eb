namespace Medzdrav.Grains;

/// <summary>A session's last events, for participants who join again after a short break; older ones are read from the journal.</summary>
internal sealed class RecentEvents
{
    /// <summary>So many events are kept from the first one on: a participant who comes to a young session reads all of them.</summary>
    private const int BeginningLength = 16;

    /// <summary>Later only the last few are kept. Whatever is kept outlives a collection or two, and makes it longer.</summary>
    private const int TailLength = 4;

    private readonly Queue<SessionEvent> _events = [];

    /// <summary>How many there are; the last one is the session's last.</summary>
    public int Count => _events.Count;

    /// <summary>The kept events after a sequence.</summary>
    public SessionEvent[] After(long sequence) => [.. _events.Where(happened => happened.Sequence > sequence)];

    /// <summary>These happened.</summary>
    public void Add(SessionEvent[] events)
    {
        foreach (var happened in events)
        {
            while (_events.Count >= (happened.Sequence > BeginningLength ? TailLength : BeginningLength))
                _events.Dequeue();
            _events.Enqueue(happened);
        }
    }

    /// <summary>Forgets all.</summary>
    public void Clear() => _events.Clear();
}
