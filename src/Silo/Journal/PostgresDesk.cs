using System.Data;
using Medzdrav.Grains;
using Npgsql;

namespace Medzdrav.Silo;

/// <summary>The writer's own connection and its statements, prepared once.</summary>
internal sealed class PostgresDesk : IAsyncDisposable
{
    private readonly Run?[] _runs = new Run?[4];
    private readonly ClockWatch _clocks;
    private readonly TimeProvider _clock;

    private PostgresDesk(NpgsqlConnection connection, ClockWatch clocks, TimeProvider clock) =>
        (Connection, _clocks, _clock) = (connection, clocks, clock);

    public NpgsqlConnection Connection { get; }

    /// <summary>False after a failure that the connection did not survive.</summary>
    public bool IsOpen => Connection.State == ConnectionState.Open;

    public static async Task<PostgresDesk> OpenAsync(NpgsqlDataSource source, ClockWatch clocks, TimeProvider clock)
    {
        var desk = new PostgresDesk(await source.OpenConnectionAsync(), clocks, clock);
        // Arrays of another length are no reason to plan anew, which would take longer than carrying out.
        await using var generic = new NpgsqlCommand("SET plan_cache_mode = force_generic_plan", desk.Connection);
        await generic.ExecuteNonQueryAsync();
        return desk;
    }

    public ValueTask DisposeAsync() => Connection.DisposeAsync();

    /// <summary>Stores commits of different sessions: in one transaction, and in one round trip.</summary>
    /// <returns>The sessions whose commits were not stored.</returns>
    public async Task<IReadOnlyCollection<string>> StoreAsync(List<AppendOrder> orders)
    {
        var run = await PreparedAsync(orders.Exists(order => order.KeepsRow), orders.Exists(order => !order.KeepsRow));
        run.Fill(orders);
        try
        {
            return await SendAsync(run.Batch);
        }
        finally
        {
            run.Clear();
        }
    }

    /// <summary>Which of the wanted claims another session holds; null when it was let go meanwhile.</summary>
    public async Task<Claim?> HeldAsync(Commit commit)
    {
        await using var command = new NpgsqlCommand(PostgresAppend.Held, Connection);
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. commit.Take.Select(claim => claim.Kind)] });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. commit.Take.Select(claim => claim.Key)] });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = commit.Session.Value });
        await using var reader = await command.ExecuteReaderAsync();
        return await reader.ReadAsync() ? new Claim(reader.GetString(0), reader.GetString(1)) : null;
    }

    private async Task<IReadOnlyCollection<string>> SendAsync(NpgsqlBatch batch)
    {
        var sentAt = _clock.GetUtcNow();
        await using var reader = await batch.ExecuteReaderAsync();
        IReadOnlyCollection<string> losers = [];
        do
        {
            await reader.ReadAsync();
            if (!reader.IsDBNull(0))
                losers = [.. losers, .. reader.GetFieldValue<string[]>(0)];
            _clocks.Compare(sentAt, reader.GetFieldValue<DateTimeOffset>(1), _clock.GetUtcNow());
        }
        while (await reader.NextResultAsync());
        return losers;
    }

    private async ValueTask<Run> PreparedAsync(bool events, bool whole)
    {
        var place = (events ? 1 : 0) + (whole ? 2 : 0);
        if (_runs[place] is { } prepared)
            return prepared;
        var run = new Run(Connection, events ? PostgresStatement.Events() : null, whole ? PostgresStatement.Whole() : null);
        await run.Batch.PrepareAsync();
        return _runs[place] = run;
    }

    /// <summary>The statements that are sent together: either of them, or both.</summary>
    private sealed class Run
    {
        private readonly PostgresStatement? _events;
        private readonly PostgresStatement? _whole;

        public Run(NpgsqlConnection connection, PostgresStatement? events, PostgresStatement? whole)
        {
            (_events, _whole) = (events, whole);
            Batch = new NpgsqlBatch(connection);
            foreach (var statement in new[] { events, whole })
                if (statement is not null)
                    Batch.BatchCommands.Add(statement.Command);
        }

        public NpgsqlBatch Batch { get; }

        public void Fill(List<AppendOrder> orders)
        {
            foreach (var order in orders)
                (order.KeepsRow ? _events : _whole)!.Add(order.Commit);
        }

        /// <summary>Keeps no commit in memory after it was sent.</summary>
        public void Clear()
        {
            _events?.Clear();
            _whole?.Clear();
        }
    }
}
