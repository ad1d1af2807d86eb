using Medzdrav.Grains;
using Microsoft.Extensions.Logging;

namespace Medzdrav.Silo;

/// <summary>In every silo: asks the cluster's one counter to count sessions that were closed.</summary>
internal sealed partial class TallyRounds(IGrainFactory grains, TimeProvider clock, ILogger<TallyRounds> log) : SiloRounds(TallyGrain.Every, clock)
{
    protected override Task RoundAsync() => grains.GetGrain<ITallyGrain>(0).Count();

    protected override void Failed(Exception why) => LogFailed(log, why.GetType().Name);

    protected override void Stopped() => LogStopped(log);
}
