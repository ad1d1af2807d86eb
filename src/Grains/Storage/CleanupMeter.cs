using System.Diagnostics.Metrics;

namespace Medzdrav.Grains;

/// <summary>The measurements of what goes by itself, without personal data. Meter <c>medzdrav.cleanup</c>.</summary>
internal sealed class CleanupMeter
{
    private readonly Counter<long> _removed;

    /// <summary>Called by the container.</summary>
    public CleanupMeter(IMeterFactory meters) => _removed = meters.Create("medzdrav.cleanup")
        .CreateCounter<long>("medzdrav.cleanup.removed", "{row}", "Rows that were removed because their time was over, by what they were: states of grains by name, command, notice, and the kinds of Erasable");

    /// <summary>So many were removed; none is told, too, so that the count is there.</summary>
    internal void Removed(string what, int count) => _removed.Add(count, new KeyValuePair<string, object?>("what", what));
}
