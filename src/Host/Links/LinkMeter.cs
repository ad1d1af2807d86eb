using System.Diagnostics.Metrics;

namespace Medzdrav.Host;

/// <summary>How long the certificates of links are still good. Meter <c>medzdrav.certificate</c>.</summary>
internal sealed class LinkMeter
{
    /// <summary>The meter's name, for exporters.</summary>
    public const string Name = "medzdrav.certificate";

    private readonly TimeProvider _clock;
    private LinkCertificate? _current;

    /// <summary>Called by the container.</summary>
    public LinkMeter(IMeterFactory meters, TimeProvider clock)
    {
        _clock = clock;
        meters.Create(Name).CreateObservableGauge("medzdrav.certificate.days_left", Measure, "d", "Days until a certificate of links ends, by which: own, or the authority that issued it");
    }

    /// <summary>A certificate is in use.</summary>
    public void Uses(LinkCertificate certificate) => Volatile.Write(ref _current, certificate);

    private IEnumerable<Measurement<double>> Measure() => Volatile.Read(ref _current) is { } certificate
        ? [DaysLeft(certificate.End, "own"), DaysLeft(certificate.IssuerEnd, "authority")]
        : [];

    private Measurement<double> DaysLeft(DateTimeOffset end, string whose) => new((end - _clock.GetUtcNow()).TotalDays, new KeyValuePair<string, object?>("certificate", whose));
}
