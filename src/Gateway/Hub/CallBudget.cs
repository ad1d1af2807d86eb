namespace Medzdrav.Gateway;

/// <summary>How many calls one connection may still make: a bucket, filled again by so many a second. Its calls come one after the other.</summary>
internal sealed class CallBudget(int burst, int perSecond, TimeProvider clock)
{
    /// <summary>A connection that was refused as many calls as are allowed in this time does not mean well, or is broken: ten times too many for ten seconds.</summary>
    private const int SecondsOfExcess = 100;

    private Bucket _calls = new(burst, perSecond, clock);
    private double _excess;

    /// <summary>Whether the connection floods on and on, and should be closed.</summary>
    public bool IsOverdrawn => _excess > SecondsOfExcess * (double)perSecond;

    /// <summary>Whether one more call may be made.</summary>
    public bool Take()
    {
        _excess = Math.Max(0, _excess - _calls.Fill());
        if (_calls.Take(1))
            return true;
        _excess++;
        return false;
    }
}
