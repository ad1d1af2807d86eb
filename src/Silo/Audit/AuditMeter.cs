using System.Diagnostics.Metrics;
using Medzdrav.Grains;

namespace Medzdrav.Silo;

/// <summary>How the chain of audit entries stands, without personal data. Meter <c>medzdrav.audit</c>.</summary>
internal sealed class AuditMeter
{
    private readonly TimeProvider _clock;
    private AuditState? _last;

    /// <summary>Called by the container.</summary>
    public AuditMeter(IMeterFactory meters, TimeProvider clock)
    {
        _clock = clock;
        var meter = meters.Create("medzdrav.audit");
        meter.CreateObservableGauge("medzdrav.audit.sealed", () => Measure(state => state.End.Number), "{entry}", "The number of the last sealed entry; it never falls");
        meter.CreateObservableGauge("medzdrav.audit.unsealed.age", () => Measure(AgeOf), "s", "How long the oldest unsealed entry has been waiting for its seal");
    }

    internal void Told(AuditState state) => Volatile.Write(ref _last, state);

    private IEnumerable<Measurement<long>> Measure(Func<AuditState, long> part) => Volatile.Read(ref _last) is { } state ? [new Measurement<long>(part(state))] : [];

    private long AgeOf(AuditState state) => state.OldestUnsealedAt is { } at ? Math.Max(0, (long)(_clock.GetUtcNow() - at).TotalSeconds) : 0;
}
