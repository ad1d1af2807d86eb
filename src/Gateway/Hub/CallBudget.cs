namespace Medzdrav.Gateway;

/// <summary>How many calls one connection may still make: a bucket, filled again by so many a second. Its calls come one after the other.</summary>
internal sealed class CallBudget(int burst, int perSecond, TimeProvider clock)
{
    /// <summary>A connection that was refused as many calls as are allowed in this time does not mean well, or is broken: ten times too many for ten seconds.</summary>
    private const int SecondsOfExcess = 100;

    private double _left = burst;
    private double _excess;
    private long _countedAt = clock.GetTimestamp();

    /// <summary>Whether the connection floods on and on, and should be closed.</summary>
    public bool IsOverdrawn => _excess > SecondsOfExcess * (double)perSecond;

    /// <summary>Whether one more call may be made.</summary>
    public bool Take()
    {
        var now = clock.GetTimestamp();
        var earned = clock.GetElapsedTime(_countedAt, now).TotalSeconds * perSecond;
        _countedAt = now;
        _left = Math.Min(burst, _left + earned);
        _excess = Math.Max(0, _excess - earned);
        if (_left >= 1)
        {
            _left--;
            return true;
        }
        _excess++;
        return false;
    }
}
