using Medzdrav.Grains;
using Microsoft.Extensions.Logging;

namespace Medzdrav.Silo;

/// <summary>In every silo: asks the cluster's one sealer each second to seal what has no seal, and tells each minute where the chain ends. So sealing goes on as long as any silo lives, and one silo alone can't hide where the chain ended.</summary>
internal sealed partial class AuditRounds(IGrainFactory grains, HeadReports heads, TimeProvider clock, ILogger<AuditRounds> log) : SiloRounds(SealEvery, clock)
{
    private static readonly TimeSpan SealEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan TellEvery = TimeSpan.FromMinutes(1);
    private readonly TimeProvider _clock = clock;
    private long? _toldAt;

    protected override async Task RoundAsync()
    {
        // Where the chain ends is told also while nothing seals.
        await TryAsync(() => grains.GetGrain<ISealingGrain>(0).Seal());
        if (_toldAt is { } last && _clock.GetElapsedTime(last) < TellEvery)
            return;
        _toldAt = _clock.GetTimestamp();
        await heads.TellAsync();
    }

    protected override void Failed(Exception why) => LogFailed(log, why);

    protected override void Stopped() => LogStopped(log);
}
