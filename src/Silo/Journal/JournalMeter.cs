using System.Diagnostics.Metrics;

namespace Medzdrav.Silo;

/// <summary>The writer's measurements, without personal data. Meter <c>medzdrav.journal</c>.</summary>
internal sealed class JournalMeter
{
    /// <summary>The meter's name, for exporters.</summary>
    public const string Name = "medzdrav.journal";

    private readonly Histogram<int> batchSize;
    private readonly Histogram<double> commitDuration;
    private readonly Counter<long> failures;

    public JournalMeter(IMeterFactory meters)
    {
        var meter = meters.Create(Name);
        batchSize = meter.CreateHistogram<int>("medzdrav.journal.batch.size", "{commit}", "Orders stored in one go");
        commitDuration = meter.CreateHistogram<double>("medzdrav.journal.commit.duration", "s", "From asking the database to its answer, per batch");
        failures = meter.CreateCounter<long>("medzdrav.journal.failures", "{batch}", "Batches that the database did not answer");
    }

    public void Stored(int orders, TimeSpan took)
    {
        batchSize.Record(orders);
        commitDuration.Record(took.TotalSeconds);
    }

    public void Failed() => failures.Add(1);
}
