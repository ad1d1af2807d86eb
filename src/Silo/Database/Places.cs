using System.Diagnostics.CodeAnalysis;

namespace Medzdrav.Silo;

/// <summary>So many use the database at a time. The others wait in line, nobody longer than <paramref name="patience"/>: a crowd gets slower answers, and does not take a database for dead that has its hands full.</summary>
/// <param name="count">How many at a time.</param>
/// <param name="patience">How long anybody waits for a place.</param>
[SuppressMessage("Design", "CA1001", Justification = "A semaphore has something to dispose of only when its wait handle is asked for, and who leaves late still gives a place back.")]
internal sealed class Places(int count, TimeSpan patience)
{
    private readonly SemaphoreSlim free = new(count, count);

    /// <summary>Waits for a place; disposing of it lets the next one in.</summary>
    /// <exception cref="Contracts.StorageUnavailableException">None became free in time.</exception>
    public async ValueTask<Place> TakeAsync(CancellationToken cancellation)
    {
        if (!await free.WaitAsync(patience, cancellation))
            throw DatabaseWatch.Unavailable(new TimeoutException("Too many wait for the database."));
        return new Place(free);
    }

    /// <summary>A place in use.</summary>
    public readonly struct Place(SemaphoreSlim free) : IDisposable
    {
        public void Dispose() => free.Release();
    }
}
