using System.Data.Common;
using Medzdrav.Grains;

namespace Medzdrav.Silo;

/// <summary>Something that waits for the writer.</summary>
internal abstract class Order
{
    /// <summary>True when its caller has an answer, or has given up.</summary>
    public abstract bool Settled { get; }

    /// <summary>When it was submitted, as a timestamp of the writer's clock.</summary>
    public long Since { get; set; }

    public abstract void Fail(Exception why);
}

/// <summary>An order with an answer.</summary>
internal abstract class Order<T> : Order
{
    private readonly TaskCompletionSource<T> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<T> Outcome => _outcome.Task;

    public override bool Settled => _outcome.Task.IsCompleted;

    public void Settle(T answer) => _outcome.TrySetResult(answer);

    public override void Fail(Exception why)
    {
        // Observed here, too: whoever gave up does not look any more.
        if (_outcome.TrySetException(why))
            _ = _outcome.Task.Exception;
    }
}

/// <summary>A commit to store.</summary>
internal sealed class AppendOrder(Commit commit) : Order<AppendResult>
{
    public Commit Commit { get; } = commit;

    /// <summary>Whether only its events are to be written: neither row nor claims.</summary>
    public bool KeepsRow { get; } = commit.KeepsRow && commit.Take.Count == 0 && commit.Release.Count == 0;

    /// <summary>Whether nothing is written beside the events.</summary>
    public bool IsOneStatement => KeepsRow && Commit.Records.Count == 0;
}

/// <summary>Statements to run in the writer's transaction.</summary>
internal interface IWriteOrder
{
    /// <summary>Runs the statements. What it returns tells the caller, and is for after the transaction is durable.</summary>
    Task<Action> RunAsync(DbConnection connection);
}

/// <summary>Statements with an answer.</summary>
internal sealed class WriteOrder<T>(Func<DbConnection, Task<T>> write) : Order<T>, IWriteOrder
{
    public async Task<Action> RunAsync(DbConnection connection)
    {
        var answer = await write(connection);
        return () => Settle(answer);
    }
}
