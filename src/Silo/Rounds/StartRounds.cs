using Medzdrav.Grains;
using Microsoft.Extensions.Logging;

namespace Medzdrav.Silo;

/// <summary>The work of a silo that is done once, right after its start and beside it: it knows the free slots before the first search, and has bookings follow a zone's new law.</summary>
internal sealed partial class StartRounds(SlotBook slots, ZoneLaw law, TimeProvider clock, ILogger<StartRounds> log) : SiloRounds(TimeSpan.FromSeconds(10), clock)
{
    private bool _isDone;

    protected override async Task RoundAsync()
    {
        if (_isDone)
            return;
        await slots.WarmAsync();
        await law.FollowAsync();
        _isDone = true;
    }

    protected override void Failed(Exception why) => LogAgain(log, why);

    protected override void Stopped() => LogStopped(log);
}
