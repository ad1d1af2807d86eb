using Medzdrav.Contracts;
using Microsoft.Extensions.Options;

namespace Medzdrav.Grains;

/// <summary>A task that somebody took and did not finish in time is free again, and consultants are told.</summary>
internal sealed class CallbackGrain(ITaskRecords tasks, Callbacks callbacks, IOptions<LimitOptions> options, TimeProvider clock) : Grain, ICallbackGrain
{
    /// <inheritdoc />
    public async Task<DateTimeOffset?> Wake()
    {
        // Whoever writes tasks elsewhere, as an import with doubts, wakes the key that is no task's.
        if (this.GetPrimaryKeyString() == WakeKind.NewTasks)
        {
            await callbacks.Tell();
            return null;
        }
        var limit = options.Value.TaskClaim;
        var (isReleased, claimedAt) = await tasks.ReleaseAsync(new TaskId(this.GetPrimaryKeyString()), takenBy: clock.GetUtcNow() - limit);
        if (isReleased)
            await callbacks.Tell();
        return claimedAt + limit;
    }
}
