namespace Medzdrav.Gateway;

/// <summary>The calls and texts that connections which belong together may still send.</summary>
internal class SharedBudget
{
    /// <summary>Of those whom nobody counts.</summary>
    public static readonly SharedBudget Unlimited = new();

    private readonly Lock _gate = new();
    private Bucket _calls;
    private Bucket _bytes;
    private int _connections;

    /// <summary>So much at once, and so much a second.</summary>
    public SharedBudget(Bucket calls, Bucket bytes) => (IsCounted, _calls, _bytes) = (true, calls, bytes);

    /// <summary>Nothing is counted.</summary>
    protected SharedBudget()
    {
    }

    /// <summary>Whether nobody shares it and nothing of it is used.</summary>
    public bool IsIdle => Volatile.Read(ref _connections) == 0 && IsFull();

    /// <summary>Whether anything is counted.</summary>
    protected bool IsCounted { get; }

    /// <summary>Another connection shares it.</summary>
    public void Enter() => Interlocked.Increment(ref _connections);

    /// <summary>A connection that shared it is gone.</summary>
    public void Leave() => Interlocked.Decrement(ref _connections);

    /// <summary>Whether a call may be made that counts as so many, and sends so many bytes of text. A text that is too much costs its call all the same.</summary>
    public bool Take(int calls = 1, int bytes = 0)
    {
        if (!IsCounted)
            return true;
        lock (_gate)
        {
            _calls.Fill();
            _bytes.Fill();
            return _calls.Take(calls) && _bytes.Take(bytes);
        }
    }

    private bool IsFull()
    {
        if (!IsCounted)
            return true;
        lock (_gate)
        {
            _calls.Fill();
            _bytes.Fill();
            return _calls.IsFull && _bytes.IsFull;
        }
    }
}
