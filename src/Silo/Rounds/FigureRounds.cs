using Medzdrav.Grains;
using Microsoft.Extensions.Logging;

namespace Medzdrav.Silo;

/// <summary>In every silo: asks the cluster's one reader for the figures that only the database knows.</summary>
internal sealed partial class FigureRounds(IGrainFactory grains, TimeProvider clock, ILogger<FigureRounds> log) : SiloRounds(FiguresGrain.Every, clock)
{
    protected override Task RoundAsync() => grains.GetGrain<IFiguresGrain>(0).Read();

    protected override void Failed(Exception why) => LogFailed(log, why.GetType().Name);

    protected override void Stopped() => LogStopped(log);
}
