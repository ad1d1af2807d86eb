namespace Medzdrav.Tests.Load;

/// <summary>Connections that ping every 4 s, as the product's own clients do; a part of them at a time.</summary>
internal sealed class Breathing : IAsyncDisposable
{
    private const int Parts = 40;
    private static readonly TimeSpan Breath = TimeSpan.FromSeconds(4);
    private readonly List<IRelayMember> _members = [];
    private readonly CancellationTokenSource _end = new();
    private readonly Task _loop;

    public Breathing() => _loop = LoopAsync();

    /// <summary>From now on this one, too.</summary>
    public void Add(IRelayMember member)
    {
        lock (_members)
            _members.Add(member);
    }

    /// <summary>No more pings; then the connections are closed.</summary>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _loop;
        foreach (var member in _members)
            member.Dispose();
        _end.Dispose();
    }

    private async Task LoopAsync()
    {
        using var timer = new PeriodicTimer(Breath / Parts);
        try
        {
            for (var part = 0; await timer.WaitForNextTickAsync(_end.Token); part = (part + 1) % Parts)
                foreach (var member in PartOf(part))
                    member.Breathe();
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
            // The measurement is over.
        }
    }

    private IRelayMember[] PartOf(int part)
    {
        lock (_members)
            return [.. _members.Where((_, number) => number % Parts == part)];
    }
}
