using Medzdrav.Grains;
using Npgsql;

namespace Medzdrav.Silo;

/// <summary>Carries out orders on PostgreSQL: all of a kind that wait in one go, and one by one when that fails for what stands in one of them.</summary>
internal sealed class PostgresOrders(NpgsqlDataSource source, ClockWatch clocks, TimeProvider clock) : IOrderExecutor, IAsyncDisposable
{
    private const int Attempts = 3;
    private PostgresDesk? _desk;

    public async Task ExecuteAsync(IReadOnlyList<Order> orders)
    {
        try
        {
            var writes = new List<Order>();
            foreach (var round in Rounds(orders, writes))
            {
                var more = round.FindAll(order => order.Commit.Records.Count > 0);
                if (more.Count > 0)
                    round.RemoveAll(order => order.Commit.Records.Count > 0);
                await StoreTogetherAsync(round);
                await StoreWithRecordsAsync(more);
            }
            await WriteTogetherAsync(writes);
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
        if (_desk is { } left)
            await left.DisposeAsync();
        _desk = null;
    }

    /// <summary>Stores one commit of a session at a time: a statement sees only what stood before it. Sorted, so that two silos lock in one order.</summary>
    /// <param name="orders">All.</param>
    /// <param name="others">Where those that are no commits go.</param>
    private static IEnumerable<List<AppendOrder>> Rounds(IReadOnlyList<Order> orders, List<Order> others)
    {
        var left = new List<AppendOrder>(orders.Count);
        foreach (var order in orders)
            if (order is AppendOrder append)
                left.Add(append);
            else
                others.Add(order);
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

    /// <summary>Commits with records, due rows, notices or entries: in one transaction, in which each of them is stored whole or nothing is.</summary>
    private async Task StoreWithRecordsAsync(List<AppendOrder> orders)
    {
        if (orders.Count > 1 && await TryAsync(orders))
        {
            orders.ForEach(order => order.Settle(AppendResult.Stored));
            return;
        }
        // Some order stands otherwise than it was decided on; which one, shows when each goes alone.
        foreach (var order in orders)
            await StoreAloneAsync(order);
    }

    private async Task<bool> TryAsync(List<AppendOrder> orders)
    {
        try
        {
            return await StoreAsync(orders) == AppendResult.Stored;
        }
        catch (Exception why) when (!PostgresDatabase.IsAway(why))
        {
            return false;
        }
    }

    /// <summary>Statements that came without a commit: in one transaction, or each in its own when one of them fails.</summary>
    private async Task WriteTogetherAsync(List<Order> orders)
    {
        if (orders.Count == 0)
            return;
        try
        {
            await WriteAsync(orders);
        }
        catch (Exception why) when (!PostgresDatabase.IsAway(why))
        {
            foreach (var order in orders)
                await WriteAloneAsync(order, why);
        }
    }

    private async Task WriteAloneAsync(Order order, Exception why)
    {
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            try
            {
                await WriteAsync([order]);
                return;
            }
            catch (PostgresException crossed) when (PostgresDatabase.IsCrossed(crossed))
            {
                why = crossed;
            }
            catch (Exception fault) when (!PostgresDatabase.IsAway(fault))
            {
                order.Fail(fault);
                return;
            }
        }
        order.Fail(why);
    }

    private async Task WriteAsync(List<Order> orders)
    {
        var own = await DeskAsync();
        await using var transaction = await own.Connection.BeginTransactionAsync();
        var answers = new List<Action>(orders.Count);
        foreach (var order in orders)
            answers.Add(await ((IWriteOrder)order).RunAsync(own.Connection));
        await transaction.CommitAsync();
        answers.ForEach(answer => answer());
    }

    private async Task StoreAloneAsync(AppendOrder order)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                order.Settle(await StoreAsync([order]));
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

    /// <returns>Stored when all of them are; otherwise nothing is.</returns>
    private async Task<AppendResult> StoreAsync(List<AppendOrder> orders)
    {
        var own = await DeskAsync();
        await using var transaction = await own.Connection.BeginTransactionAsync();
        var result = await own.StoreAsync(orders) is not { Count: 0 } ? AppendResult.Conflict
            : await ApplyAsync(own.Connection, orders) ? AppendResult.Stored
            : AppendResult.RecordsDiffer;
        if (result.Outcome == AppendOutcome.Stored)
            await transaction.CommitAsync();
        else
            await transaction.RollbackAsync();
        return result;
    }

    private static async Task<bool> ApplyAsync(NpgsqlConnection connection, List<AppendOrder> orders)
    {
        foreach (var order in orders)
            if (!await RecordWrites.ApplyAsync(connection, order.Commit.Records))
                return false;
        return true;
    }

    private async ValueTask<PostgresDesk> DeskAsync()
    {
        if (_desk is { IsOpen: true } open)
            return open;
        await DisposeAsync();
        return _desk = await PostgresDesk.OpenAsync(source, clocks, clock);
    }
}
