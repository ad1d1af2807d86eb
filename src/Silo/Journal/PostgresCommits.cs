using Medzdrav.Grains;
using Npgsql;

namespace Medzdrav.Silo;

/// <summary>Stores commits on PostgreSQL: all that wait in one go, and one by one when that fails for what stands in one of them.</summary>
internal sealed class PostgresCommits(NpgsqlDataSource source, ClockWatch clocks, TimeProvider clock) : IOrderExecutor, IAsyncDisposable
{
    private const int Attempts = 3;
    private PostgresDesk? desk;

    public async Task ExecuteAsync(IReadOnlyList<Order> orders)
    {
        try
        {
            foreach (var round in Rounds(orders))
            {
                var alone = round.FindAll(order => order.Commit.Records.Count > 0);
                if (alone.Count > 0)
                    round.RemoveAll(order => order.Commit.Records.Count > 0);
                await StoreTogetherAsync(round);
                foreach (var order in alone)
                    await StoreAloneAsync(order);
            }
        }
        catch (Exception why) when (PostgresDatabase.IsAway(why))
        {
            await DisposeAsync();
            // The pool's other connections are as dead as this one.
            source.Clear();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (desk is { } left)
            await left.DisposeAsync();
        desk = null;
    }

    /// <summary>One commit of a session at a time: a statement sees only what stood before it. Sorted, so that two silos lock in one order.</summary>
    private static IEnumerable<List<AppendOrder>> Rounds(IReadOnlyList<Order> orders)
    {
        var left = new List<AppendOrder>(orders.Count);
        foreach (var order in orders)
            left.Add((AppendOrder)order);
        left.Sort(BySession);
        while (left.Count > 0)
        {
            var (round, later) = (new List<AppendOrder>(left.Count), new List<AppendOrder>());
            foreach (var order in left)
                (round.Count == 0 || round[^1].Commit.Session != order.Commit.Session ? round : later).Add(order);
            yield return round;
            left = later;
        }
    }

    private static int BySession(AppendOrder one, AppendOrder other) =>
        string.CompareOrdinal(one.Commit.Session.Value, other.Commit.Session.Value) is var order and not 0
            ? order
            : one.Commit.FirstSequence.CompareTo(other.Commit.FirstSequence);

    private async Task StoreTogetherAsync(List<AppendOrder> orders)
    {
        if (orders.Count == 0)
            return;
        try
        {
            var losers = await (await DeskAsync()).StoreAsync(orders);
            foreach (var order in orders)
                order.Settle(losers.Contains(order.Commit.Session.Value) ? AppendResult.Conflict : AppendResult.Stored);
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
                order.Settle(await StoreAsync(order));
                return;
            }
            catch (PostgresException crossed) when (PostgresDatabase.IsCrossed(crossed) && attempt < Attempts)
            {
                // Rolled back whole by the database: doing it again is safe.
            }
            catch (PostgresException taken) when (taken is { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: "journal_pkey" or "journal_command_key" })
            {
                order.Settle(AppendResult.Conflict);
                return;
            }
            catch (PostgresException held) when (held is { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: "claim_pkey" })
            {
                order.Settle(new AppendResult(AppendOutcome.ClaimHeld, await (await DeskAsync()).HeldAsync(order.Commit)));
                return;
            }
            catch (Exception why) when (!PostgresDatabase.IsAway(why))
            {
                order.Fail(new CommitRejectedException($"The database refuses this commit of session {order.Commit.Session}.", why));
                return;
            }
        }
    }

    private async Task<AppendResult> StoreAsync(AppendOrder order)
    {
        var own = await DeskAsync();
        await using var transaction = await own.Connection.BeginTransactionAsync();
        var stored = await own.StoreAsync([order]) is { Count: 0 } && await RecordWrites.ApplyAsync(own.Connection, order.Commit.Records);
        if (!stored)
        {
            await transaction.RollbackAsync();
            return AppendResult.Conflict;
        }
        await transaction.CommitAsync();
        return AppendResult.Stored;
    }

    private async ValueTask<PostgresDesk> DeskAsync()
    {
        if (desk is { IsOpen: true } open)
            return open;
        await DisposeAsync();
        return desk = await PostgresDesk.OpenAsync(source, clocks, clock);
    }
}
