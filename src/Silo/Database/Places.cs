using System.Diagnostics.CodeAnalysis;

namespace Medzdrav.Silo;

/// <summary>
/// So many use the database at a time. The others wait in line, nobody longer than <paramref name="patience"/>: a crowd gets slower answers, and does not take a database for dead that has its hands full.
/// From a silent one, of which somebody waited a second in vain while nobody else heard anything, all are turned away at once, but for one a second who tries.
/// </summary>
/// <param name="count">How many at a time.</param>
/// <param name="patience">How long anybody waits for a place.</param>
/// <param name="clock">Tells a long wait. A database does not wait in a test's fake time: the machine's own, but in tests of this class.</param>
[SuppressMessage("Design", "CA1001", Justification = "A semaphore has something to dispose of only when its wait handle is asked for, and who leaves late still gives a place back.")]
internal sealed class Places(int count, TimeSpan patience, TimeProvider clock)
{
    private static readonly TimeSpan Tolerable = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Lately = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan InVain = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan TryEvery = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _free = new(count, count);
    private long _crowdedUntil;
    private long _heardAt;

    // When the next one may try a silent database; 0 while it answers.
    private long _tryAt;

    /// <summary>Whether somebody had to wait for long within the last second.</summary>
    public bool IsCrowded => clock.GetTimestamp() < Volatile.Read(ref _crowdedUntil);

    /// <summary>Waits for a place; disposing of it lets the next one in.</summary>
    /// <exception cref="Contracts.StorageUnavailableException">No place became free in time, or the database is silent.</exception>
    public async ValueTask<Place> TakeAsync(CancellationToken cancellation)
    {
        var tries = IsSilent;
        if (tries && !MayTry())
            throw DatabaseWatch.Unavailable(new TimeoutException("The database is silent."));
        var turn = _free.WaitAsync(patience, cancellation);
        // Completed is also what was cancelled beforehand: awaited, it says so.
        if (!await (turn.IsCompleted ? turn : WaitAsync(turn)))
            throw DatabaseWatch.Unavailable(new TimeoutException("Too many wait for the database."));
        if (IsSilent && !tries)
        {
            // It fell silent while this one stood in the line.
            _free.Release();
            throw DatabaseWatch.Unavailable(new TimeoutException("The database fell silent."));
        }
        return new Place(this, clock.GetTimestamp());
    }

    private bool IsSilent => Volatile.Read(ref _tryAt) != 0;

    private bool MayTry()
    {
        var (at, now) = (Volatile.Read(ref _tryAt), clock.GetTimestamp());
        return at == 0 || now >= at && Interlocked.CompareExchange(ref _tryAt, now + Ticks(TryEvery), at) == at;
    }

    private void Hear()
    {
        Volatile.Write(ref _heardAt, clock.GetTimestamp());
        if (IsSilent)
            Volatile.Write(ref _tryAt, 0);
    }

    private void Miss(long since)
    {
        var now = clock.GetTimestamp();
        if (now - since >= Ticks(InVain) && Volatile.Read(ref _heardAt) < since)
            Interlocked.CompareExchange(ref _tryAt, now + Ticks(TryEvery), 0);
    }

    private long Ticks(TimeSpan time) => (long)(time.TotalSeconds * clock.TimestampFrequency);

    private async Task<bool> WaitAsync(Task<bool> turn)
    {
        var began = clock.GetTimestamp();
        var came = await turn;
        if (clock.GetElapsedTime(began) > Tolerable)
            Volatile.Write(ref _crowdedUntil, clock.GetTimestamp() + Ticks(Lately));
        return came;
    }

    /// <summary>A place in use since <paramref name="began"/>.</summary>
    public readonly struct Place(Places places, long began) : IDisposable
    {
        /// <summary>Notes that the database answered.</summary>
        public void Heard() => places.Hear();

        /// <summary>Notes that no answer came. Had this one waited for a second in vain, and nobody else heard anything meanwhile, the database is silent.</summary>
        public void Missed() => places.Miss(began);

        public void Dispose() => places._free.Release();
    }
}
