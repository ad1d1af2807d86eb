using Medzdrav.Grains;
using Npgsql;

namespace Medzdrav.Silo;

/// <summary>Stores commits on PostgreSQL: all that wait in one statement, and one by one when that fails for what stands in one of them.</summary>
internal sealed class PostgresCommits(NpgsqlDataSource source, ClockWatch clocks, TimeProvider clock) : IOrderExecutor
{
    private const int Attempts = 3;

    public async Task ExecuteAsync(IReadOnlyList<Order> orders)
    {
        try
        {
            foreach (var round in Rounds(orders.Cast<AppendOrder>()))
            {
                await StoreTogetherAsync(round.Where(order => order.Commit.Records.Count == 0).ToList());
                foreach (var order in round.Where(order => order.Commit.Records.Count > 0))
                    await StoreAloneAsync(order);
            }
        }
        catch (Exception why) when (PostgresDatabase.IsAway(why))
        {
            // The pool's other connections are as dead as this one.
            source.Clear();
            throw;
        }
    }

    /// <summary>One commit of a session at a time: a statement sees only what stood before it. Sorted, so that two silos lock in one order.</summary>
    private static IEnumerable<List<AppendOrder>> Rounds(IEnumerable<AppendOrder> orders)
    {
        var bySession = orders.GroupBy(order => order.Commit.Session.Value).OrderBy(session => session.Key, StringComparer.Ordinal).Select(session => session.ToArray()).ToList();
        for (var round = 0; bySession.Any(session => session.Length > round); round++)
            yield return bySession.Where(session => session.Length > round).Select(session => session[round]).ToList();
    }

    private async Task StoreTogetherAsync(List<AppendOrder> orders)
    {
        if (orders.Count == 0)
            return;
        try
        {
            await using var connection = await source.OpenConnectionAsync();
            var winners = await InsertAsync(connection, orders.ConvertAll(order => order.Commit));
            foreach (var order in orders)
                order.Settle(winners.Contains(order.Commit.Session.Value) ? AppendResult.Stored : AppendResult.Conflict);
        }
        catch (Exception why) when (!PostgresDatabase.IsAway(why))
        {
            // Nothing of it is stored. Whose fault it was shows when each goes alone.
            foreach (var order in orders)
                await StoreAloneAsync(order);
        }
    }

    private async Task StoreAloneAsync(AppendOrder order)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                order.Settle(await StoreAsync(order.Commit));
                return;
            }
            catch (PostgresException crossed) when (PostgresDatabase.IsCrossed(crossed) && attempt < Attempts)
            {
                // Rolled back whole by the database: doing it again is safe.
            }
            catch (PostgresException held) when (held is { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: "claim_pkey" })
            {
                order.Settle(new AppendResult(AppendOutcome.ClaimHeld, await HeldAsync(order.Commit)));
                return;
            }
            catch (Exception why) when (!PostgresDatabase.IsAway(why))
            {
                order.Fail(new CommitRejectedException($"The database refuses this commit of session {order.Commit.Session}.", why));
                return;
            }
        }
    }

    private async Task<AppendResult> StoreAsync(Commit commit)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var stored = await InsertAsync(connection, [commit]) is { Count: 1 } && await RecordWrites.ApplyAsync(connection, commit.Records);
        if (!stored)
        {
            await transaction.RollbackAsync();
            return AppendResult.Conflict;
        }
        await transaction.CommitAsync();
        return AppendResult.Stored;
    }

    private async Task<HashSet<string>> InsertAsync(NpgsqlConnection connection, List<Commit> commits)
    {
        await using var command = PostgresAppend.Command(connection, commits);
        var sentAt = clock.GetUtcNow();
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        var winners = await reader.GetFieldValueAsync<string[]>(0);
        clocks.Compare(sentAt, await reader.GetFieldValueAsync<DateTimeOffset>(1), clock.GetUtcNow());
        return [.. winners];
    }

    /// <summary>Which of the wanted claims another session holds; null when it was let go meanwhile.</summary>
    private async Task<Claim?> HeldAsync(Commit commit)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var command = PostgresAppend.FindHeld(connection, commit);
        await using var reader = await command.ExecuteReaderAsync();
        return await reader.ReadAsync() ? new Claim(reader.GetString(0), reader.GetString(1)) : null;
    }
}
