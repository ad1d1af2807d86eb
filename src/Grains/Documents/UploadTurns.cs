using Medzdrav.Contracts;
using Microsoft.Extensions.Options;

namespace Medzdrav.Grains;

/// <summary>The turns of uploads that are whole: a silo holds a few files in memory at once, one of an account, and the accounts take turns, however many files one of them sends.</summary>
internal sealed class UploadTurns(IOptions<DocumentOptions> options)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<AccountId, Queue<TaskCompletionSource>> _waiting = [];
    private readonly Queue<AccountId> _line = [];
    private readonly HashSet<AccountId> _busy = [];

    /// <summary>Does the work when its turn comes.</summary>
    public async Task InTurnAsync(AccountId account, Func<Task> work)
    {
        await Turn(account);
        try
        {
            await work();
        }
        finally
        {
            Leave(account);
        }
    }

    private Task Turn(AccountId account)
    {
        var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (!_waiting.TryGetValue(account, out var own))
            {
                _waiting[account] = own = [];
                // An account stands in the line once, and not while a file of it is looked at.
                if (!_busy.Contains(account))
                    _line.Enqueue(account);
            }
            own.Enqueue(turn);
            Admit();
        }
        return turn.Task;
    }

    private void Leave(AccountId account)
    {
        lock (_lock)
        {
            _busy.Remove(account);
            if (_waiting.ContainsKey(account))
                _line.Enqueue(account);
            Admit();
        }
    }

    private void Admit()
    {
        while (_busy.Count < options.Value.FinishedAtOnce && _line.TryDequeue(out var account))
        {
            _busy.Add(account);
            var own = _waiting[account];
            own.Dequeue().SetResult();
            if (own.Count == 0)
                _waiting.Remove(account);
        }
    }
}
