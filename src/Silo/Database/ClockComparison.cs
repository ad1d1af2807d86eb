using Dapper;

namespace Medzdrav.Silo;

/// <summary>Asks PostgreSQL for its time, and tells <see cref="ClockWatch"/>: at the start, before anything is done by a wrong clock, and where nobody stores anything.</summary>
public sealed class ClockComparison
{
    private readonly Database _database;
    private readonly ClockWatch _watch;
    private readonly TimeProvider _clock;

    internal ClockComparison(Database database, ClockWatch watch, TimeProvider clock) => (_database, _watch, _clock) = (database, watch, SiloClock.OwnOf(clock));

    /// <summary>Compares once. SQLite has our clock.</summary>
    /// <param name="cancellation">Gives up.</param>
    public async Task CompareAsync(CancellationToken cancellation = default)
    {
        if (_database.Kind != DatabaseKind.Postgres)
            return;
        await _database.ReadAsync(async connection =>
        {
            var sentAt = _clock.GetUtcNow();
            var database = await connection.ExecuteScalarAsync<DateTime>("SELECT clock_timestamp()");
            _watch.Compare(sentAt, new DateTimeOffset(DateTime.SpecifyKind(database, DateTimeKind.Utc)), _clock.GetUtcNow());
            return true;
        }, cancellation);
    }
}
