using Medzdrav.Contracts;

namespace Medzdrav.Gateway;

/// <summary>The calls of one connection that are under way or wait. Those about one session go one after another, as they came; a call about none goes alone.</summary>
/// <remarks>A specialist talks in several sessions over one connection: a message does not wait until another session has stored its own.</remarks>
internal sealed class Turns
{
    /// <summary>So many at most; a connection that calls more often is read later.</summary>
    public const int AtOnce = 8;

    private readonly Lock _gate = new();
    private Turn? _first;

    /// <summary>A call comes.</summary>
    /// <param name="about">The session that it names; null when it names none.</param>
    public Turn Take(SessionId? about)
    {
        lock (_gate)
        {
            ref var end = ref _first;
            var waits = false;
            while (end is not null)
            {
                waits |= end.Blocks(about);
                end = ref end.Next;
            }
            return end = new Turn(about, waits);
        }
    }

    /// <summary>A call is over: those that waited for it alone go on.</summary>
    public void End(Turn turn)
    {
        lock (_gate)
        {
            ref var place = ref _first;
            while (place != turn)
                place = ref place!.Next;
            place = turn.Next;
            for (var later = turn.Next; later is not null; later = later.Next)
                if (!later.HasCome && !IsBlocked(later))
                    later.Come();
        }
    }

    private bool IsBlocked(Turn turn)
    {
        for (var before = _first; before != turn; before = before!.Next)
            if (before!.Blocks(turn.About))
                return true;
        return false;
    }
}

/// <summary>The place of one call among its connection's.</summary>
internal sealed class Turn(SessionId? about, bool waits)
{
    private readonly TaskCompletionSource? _waiting = waits ? new(TaskCreationOptions.RunContinuationsAsynchronously) : null;

    /// <summary>The one that came after it; null for the last. Under the lock of its <see cref="Turns"/>.</summary>
    internal Turn? Next;

    /// <summary>The session that it is about; null when about none.</summary>
    public SessionId? About => about;

    /// <summary>Done when nothing before it is in the way.</summary>
    public Task Comes => _waiting?.Task ?? Task.CompletedTask;

    /// <summary>Whether it is done waiting.</summary>
    public bool HasCome => Comes.IsCompleted;

    /// <summary>Whether a later call has to wait for this one.</summary>
    public bool Blocks(SessionId? later) => about is null || later is null || about == later;

    /// <summary>Nothing is in the way any more.</summary>
    public void Come() => _waiting?.SetResult();
}
