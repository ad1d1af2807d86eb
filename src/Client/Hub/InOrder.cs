using Medzdrav.Contracts;

namespace Medzdrav.Client;

/// <summary>Lets what concerns one session happen one after another, as it was asked for.</summary>
internal sealed class InOrder
{
    private readonly Lock _gate = new();
    private readonly Dictionary<SessionId, Task> _last = [];

    /// <summary>Does something after everything asked for before it.</summary>
    /// <param name="session">The session that it concerns; null for none.</param>
    /// <param name="action">The action to do in its order.</param>
    /// <param name="cancellation">The caller waits no longer; what has not begun yet does not begin.</param>
    public Task<T> After<T>(SessionId? session, Func<Task<T>> action, CancellationToken cancellation)
    {
        var key = session ?? new SessionId("");
        Task<T> mine;
        lock (_gate)
            _last[key] = mine = AfterAsync(_last.GetValueOrDefault(key, Task.CompletedTask), action, cancellation);
        _ = ForgetAsync(key, mine);
        return mine.WaitAsync(cancellation);
    }

    private static async Task<T> AfterAsync<T>(Task before, Func<Task<T>> action, CancellationToken cancellation)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        cancellation.ThrowIfCancellationRequested();
        return await action().ConfigureAwait(false);
    }

    private async Task ForgetAsync(SessionId key, Task done)
    {
        await done.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (_gate)
            if (_last.GetValueOrDefault(key) == done)
                _last.Remove(key);
    }
}
