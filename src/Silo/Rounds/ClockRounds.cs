using Microsoft.Extensions.Logging;

namespace Medzdrav.Silo;

/// <summary>In every silo: compares its clock with the database's, also while nobody stores anything.</summary>
internal sealed partial class ClockRounds(ClockComparison comparison, TimeProvider clock, ILogger<ClockRounds> log) : SiloRounds(Every, clock)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    protected override Task RoundAsync() => comparison.CompareAsync();

    protected override void Failed(Exception why) => LogFailed(log, why.GetType().Name);

    protected override void Stopped() => LogStopped(log);
}
