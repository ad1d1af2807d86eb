using Medzdrav.Contracts;

namespace Medzdrav.Gateway;

/// <summary>The calls of one connection that are under way or wait. Those about one session go one after another, as they came; a call about none goes alone.</summary>
/// <remarks>A specialist talks in several sessions over one connection: a message does not wait until another session has stored its own.</remarks>
internal sealed class Turns
{
    /// <summary>So many at most; a connection that calls more often is read later.</summary>
    public const int AtOnce = 8;

    private readonly Lock _gate = new();
    private readonly List<Turn> _turns = [];

    /// <summary>A call comes.</summary>
    /// <param name="about">The session that it names; null when it names none.</param>
    public Turn Take(SessionId? about)
    {
        lock (_gate)
        {
            var turn = new Turn(about, waits: IsBlocked(about, _turns.Count));
            _turns.Add(turn);
            return turn;
        }
    }

    /// <summary>A call is over: those that waited for it alone go on.</summary>
    public void End(Turn turn)
    {
        lock (_gate)
        {
            _turns.Remove(turn);
            for (var i = 0; i < _turns.Count; i++)
                if (!_turns[i].HasCome && !IsBlocked(_turns[i].About, i))
                    _turns[i].Come();
        }
    }

    private bool IsBlocked(SessionId? about, int place)
    {
        for (var i = 0; i < place; i++)
            if (_turns[i].Blocks(about))
                return true;
        return false;
    }
}

/// <summary>The place of one call among its connection's.</summary>
internal sealed class Turn(SessionId? about, bool waits)
{
    private readonly TaskCompletionSource? _waiting = waits ? new(TaskCreationOptions.RunContinuationsAsynchronously) : null;

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
