using System.Collections.Concurrent;

namespace Medzdrav.Gateway;

/// <summary>The budgets of those whose connections share one. One without connections that has all of its budget again is as if it had never come.</summary>
internal sealed class SharedBudgets<TKey, TBudget>(Func<TBudget> make, TimeProvider clock) where TKey : notnull where TBudget : SharedBudget
{
    private static readonly TimeSpan SweepEvery = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<TKey, TBudget> _all = new();
    private long _sweptAt = clock.GetTimestamp();

    /// <summary>The budget that a connection shares with the others, until it leaves.</summary>
    public TBudget Enter(TKey key)
    {
        SweepEachMinute();
        var budget = _all.GetOrAdd(key, static (_, make) => make(), make);
        budget.Enter();
        return budget;
    }

    private void SweepEachMinute()
    {
        var swept = Volatile.Read(ref _sweptAt);
        if (clock.GetElapsedTime(swept) < SweepEvery || Interlocked.CompareExchange(ref _sweptAt, clock.GetTimestamp(), swept) != swept)
            return;
        foreach (var (key, budget) in _all)
            if (budget.IsIdle)
                _all.TryRemove(key, out _);
    }
}
