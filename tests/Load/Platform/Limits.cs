using System.Globalization;
using Medzdrav.Grains;

namespace Medzdrav.Tests.Load;

/// <summary>The service's limits, run faster. Some are at least seconds long: gateways' leases and specialists' notices come every few seconds, whatever the pace.</summary>
/// <param name="Compress">How many times faster.</param>
internal sealed record Limits(double Compress)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    private static readonly LimitOptions Real = new();

    /// <summary>As the platform is to be configured.</summary>
    public LimitOptions Options { get; } = Faster(new LimitOptions(), Compress);

    /// <summary>A time of life at this pace.</summary>
    public TimeSpan Of(TimeSpan real) => real / Compress;

    /// <summary>Makes options of a platform the same.</summary>
    public void Apply(LimitOptions options) => Faster(options, Compress);

    /// <summary>The same for the environment of a host. Warnings are left: a host adds to its list.</summary>
    public IEnumerable<string> Environment => typeof(LimitOptions).GetProperties()
        .Where(limit => limit.PropertyType == typeof(TimeSpan))
        .Where(limit => !limit.GetValue(Real)!.Equals(limit.GetValue(Options)))
        .Select(limit => string.Create(CultureInfo.InvariantCulture, $"Limits__{limit.Name}={limit.GetValue(Options):c}"));

    private static LimitOptions Faster(LimitOptions options, double compress)
    {
        options.UrgentConsultation = AtLeast(TimeSpan.FromSeconds(10), Real.UrgentConsultation);
        options.Warnings = [.. Real.Warnings.Select(warning => AtLeast(Shortest, warning))];
        options.ToldAbsent = AtLeast(Shortest, Real.ToldAbsent);
        options.SpecialistAbsent = AtLeast(2 * Shortest, Real.SpecialistAbsent);
        options.PatientAbsent = AtLeast(3 * Shortest, Real.PatientAbsent);
        options.DoctorMayEndAfter = AtLeast(Shortest, Real.DoctorMayEndAfter);
        options.AbsenceGrace = AtLeast(Shortest, Real.AbsenceGrace);
        options.PreferredWait = AtLeast(Shortest, Real.PreferredWait);
        options.Offer = AtLeast(Shortest, Real.Offer);
        options.WrapUp = AtLeast(Shortest, Real.WrapUp);
        options.UncoveredGrace = AtLeast(5 * Shortest, Real.UncoveredGrace);
        options.PresenceCheck = AtLeast(Shortest, Real.PresenceCheck);
        return options;

        TimeSpan AtLeast(TimeSpan shortest, TimeSpan limit)
        {
            var faster = limit / compress;
            return limit <= shortest || faster > shortest ? faster : shortest;
        }
    }
}
