using System.Diagnostics.Metrics;

namespace Medzdrav.Silo;

/// <summary>The writer's measurements, without personal data. Meter <c>medzdrav.journal</c>.</summary>
internal sealed class JournalMeter
{
    /// <summary>The meter's name, for exporters.</summary>
    public const string Name = "medzdrav.journal";

    private readonly Histogram<int> _batchSize;
    private readonly Histogram<double> _commitDuration;
    private long _failures;

    public JournalMeter(IMeterFactory meters)
    {
        var meter = meters.Create(Name);
        _batchSize = meter.CreateHistogram<int>("medzdrav.journal.batch.size", "{commit}", "Orders stored in one go");
        _commitDuration = meter.CreateHistogram<double>("medzdrav.journal.commit.duration", "s", "From asking the database to its answer, per batch");
        // Read, not added: a count that began at its first failure would hide it from whoever looks at increases.
        meter.CreateObservableCounter("medzdrav.journal.failures", () => Interlocked.Read(ref _failures), "{batch}", "Batches that the database did not answer");
    }

    public void Stored(int orders, TimeSpan took)
    {
        _batchSize.Record(orders);
        _commitDuration.Record(took.TotalSeconds);
    }

    public void Failed() => Interlocked.Increment(ref _failures);
}
