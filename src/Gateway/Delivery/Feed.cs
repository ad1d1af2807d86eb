using Medzdrav.Contracts;

namespace Medzdrav.Gateway;

/// <summary>The part of a session that was written to a connection, under its lock. Order across routes is not promised: a lower number than the last may still be news.</summary>
internal sealed class Feed
{
    private HashSet<long>? _ahead;

    /// <summary>Everything up to this one was written or answered; null until the first join is answered.</summary>
    public long? Through { get; set; }

    /// <summary>Pushes that are kept while the connection's own call is under way; null while none is.</summary>
    public List<Waiting>? Corked { get; set; }

    /// <summary>The calls that the connection carries; null when it carries none.</summary>
    public CarriedCall[]? Carries { get; set; }

    /// <summary>Whether the page said that it is in the background.</summary>
    public bool IsAside { get; set; }

    /// <summary>How the session is called; null until it is.</summary>
    public ISessionTalk? Talk { get; set; }

    /// <summary>Pushes that came while a join was under way; null while none is.</summary>
    public List<EventPush>? Held { get; set; }

    /// <summary>Whether the event was not written yet; from now on it counts as written.</summary>
    public bool Take(long sequence)
    {
        if (sequence <= Through)
            return false;
        var next = (Through ?? 0) + 1;
        if (sequence != next)
            return (_ahead ??= []).Add(sequence);
        while (_ahead?.Remove(++next) is true)
            sequence = next;
        Through = sequence;
        return true;
    }
}
