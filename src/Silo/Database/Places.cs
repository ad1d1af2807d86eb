using System.Diagnostics.CodeAnalysis;

namespace Medzdrav.Silo;

/// <summary>So many use the database at a time. The others wait in line, nobody longer than <paramref name="patience"/>: a crowd gets slower answers, and does not take a database for dead that has its hands full.</summary>
/// <param name="count">How many at a time.</param>
/// <param name="patience">How long anybody waits for a place.</param>
/// <param name="clock">Tells a long wait. A database does not wait in a test's fake time: the machine's own, but in tests of this class.</param>
[SuppressMessage("Design", "CA1001", Justification = "A semaphore has something to dispose of only when its wait handle is asked for, and who leaves late still gives a place back.")]
internal sealed class Places(int count, TimeSpan patience, TimeProvider clock)
{
    private static readonly TimeSpan Tolerable = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Lately = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _free = new(count, count);
    private long _crowdedUntil;

    /// <summary>Whether somebody had to wait for long within the last second.</summary>
    public bool IsCrowded => clock.GetTimestamp() < Volatile.Read(ref _crowdedUntil);

    /// <summary>Waits for a place; disposing of it lets the next one in.</summary>
    /// <exception cref="Contracts.StorageUnavailableException">No place became free in time.</exception>
    public async ValueTask<Place> TakeAsync(CancellationToken cancellation)
    {
        var turn = _free.WaitAsync(patience, cancellation);
        // Completed is also what was cancelled beforehand: awaited, it says so.
        if (!await (turn.IsCompleted ? turn : WaitAsync(turn)))
            throw DatabaseWatch.Unavailable(new TimeoutException("Too many wait for the database."));
        return new Place(_free);
    }

    private async Task<bool> WaitAsync(Task<bool> turn)
    {
        var began = clock.GetTimestamp();
        var came = await turn;
        if (clock.GetElapsedTime(began) > Tolerable)
            Volatile.Write(ref _crowdedUntil, clock.GetTimestamp() + (long)(Lately.TotalSeconds * clock.TimestampFrequency));
        return came;
    }

    /// <summary>A place in use.</summary>
    public readonly struct Place(SemaphoreSlim free) : IDisposable
    {
        public void Dispose() => free.Release();
    }
}
