namespace Medzdrav.Gateway;

/// <summary>So much at once, and filled again by so much a second. For one thread at a time.</summary>
internal struct Bucket(int burst, int perSecond, TimeProvider clock)
{
    private double _left = burst;
    private long _countedAt = clock.GetTimestamp();

    /// <summary>Whether nothing was missing when it was filled last.</summary>
    public readonly bool IsFull => _left >= burst;

    /// <summary>Fills it with what has come in since the last time.</summary>
    /// <returns>How much that was, also where it ran over.</returns>
    public double Fill()
    {
        var now = clock.GetTimestamp();
        var earned = clock.GetElapsedTime(_countedAt, now).TotalSeconds * perSecond;
        _countedAt = now;
        _left = Math.Min(burst, _left + earned);
        return earned;
    }

    /// <summary>Takes as many as these, or none.</summary>
    public bool Take(int count)
    {
        if (_left < count)
            return false;
        _left -= count;
        return true;
    }
}
