using Medzdrav.Contracts;
using Microsoft.Extensions.Options;

namespace Medzdrav.Grains;

/// <summary>A call-back that somebody took and did not finish in time is free again, and consultants are told.</summary>
internal sealed class CallbackGrain(ITaskRecords tasks, Callbacks callbacks, IOptions<LimitOptions> options, TimeProvider clock) : Grain, ICallbackGrain
{
    /// <inheritdoc />
    public async Task<DateTimeOffset?> Wake()
    {
        var limit = options.Value.TaskClaim;
        var (isReleased, claimedAt) = await tasks.ReleaseAsync(new TaskId(this.GetPrimaryKeyString()), takenBy: clock.GetUtcNow() - limit);
        // An import with doubts wakes the key that is no task's, to have its tasks told.
        if (isReleased || this.GetPrimaryKeyString() == Callbacks.NewTasks)
            await callbacks.Tell();
        return claimedAt + limit;
    }
}
