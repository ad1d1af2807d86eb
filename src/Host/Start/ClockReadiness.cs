using Medzdrav.Gateway;
using Medzdrav.Silo;

namespace Medzdrav.Host;

/// <summary>A silo whose clock differs from the database's by more than a second is unready until somebody has mended it; the grains that it has go by the database's time.</summary>
internal sealed class ClockReadiness(ClockWatch clock) : IReadiness
{
    public string? Obstacle => clock.Healthy ? null : $"clock off by {clock.Offset.TotalSeconds:F1} s";
}
