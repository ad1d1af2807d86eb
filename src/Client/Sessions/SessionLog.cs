using Medzdrav.Contracts;

namespace Medzdrav.Client;

/// <summary>The events of one session in their order. The sequence is the truth: what comes twice is ignored, what comes too early waits.</summary>
internal sealed class SessionLog(long after)
{
    private readonly Dictionary<long, SessionEventView> _ahead = [];

    /// <summary>The last event up to which nothing is missing.</summary>
    public long Last { get; private set; } = after;

    /// <summary>The newest of a long session come first: what was before them is no hole.</summary>
    public void BeginAt(long first) => Last = first - 1;

    /// <summary>Whether a number is missing.</summary>
    public bool HasHole => _ahead.Count > 0;

    /// <summary>Takes events.</summary>
    /// <returns>The events that became readable, in order.</returns>
    public List<SessionEventView> Take(ReadOnlySpan<SessionEventView> events)
    {
        foreach (var happened in events)
            if (happened.Sequence > Last)
                _ahead[happened.Sequence] = happened;
        List<SessionEventView> ready = [];
        while (_ahead.Remove(Last + 1, out var next))
        {
            Last = next.Sequence;
            ready.Add(next);
        }
        return ready;
    }
}
