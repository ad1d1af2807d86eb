using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>Forgets commands when no repeat of theirs can come any more.</summary>
internal sealed class CommandsGrain(ICommandRecords commands, CleanupMeter meter, TimeProvider clock) : Grain, ICommandsGrain
{
    private const int AtOnce = 2_000;
    private static readonly TimeSpan NextMany = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AtMostEvery = TimeSpan.FromHours(1);

    /// <inheritdoc />
    public async Task<DateTimeOffset?> Wake()
    {
        var now = clock.GetUtcNow();
        var (forgotten, oldest) = await commands.ForgetAsync(now - RecordCommand.Kept, AtOnce);
        meter.Removed("command", forgotten);
        if (forgotten == AtOnce)
            return now + NextMany;
        return oldest is { } at && at + RecordCommand.Kept is var due ? due < now + AtMostEvery ? now + AtMostEvery : due : null;
    }
}
