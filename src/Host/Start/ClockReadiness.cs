using Medzdrav.Gateway;
using Medzdrav.Silo;

namespace Medzdrav.Host;

/// <summary>A silo whose clock differs from the database's by more than a second takes no new work.</summary>
internal sealed class ClockReadiness(ClockWatch clock) : IReadiness
{
    public string? Obstacle => clock.Healthy ? null : $"clock off by {clock.Offset.TotalSeconds:F1} s";
}
