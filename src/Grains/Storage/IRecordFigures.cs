using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>Counts over the records, for those who watch the service.</summary>
/// <remarks>Throws <see cref="StorageUnavailableException"/> when the database does not answer within 3 s.</remarks>
internal interface IRecordFigures
{
    /// <summary>Counts them now, each over an index.</summary>
    Task<RecordFigures> ReadAsync(DateTimeOffset now);
}

/// <summary>The figures of one instant.</summary>
/// <param name="OpenSessions">How many sessions are open, by phase; phases without any are missing.</param>
/// <param name="Overdue">The due rows whose time is over, by kind; kinds without any are missing.</param>
internal sealed record RecordFigures(IReadOnlyDictionary<SessionPhase, long> OpenSessions, IReadOnlyDictionary<string, OverdueRows> Overdue);

/// <summary>Due rows of one kind whose time is over.</summary>
/// <param name="Count">How many.</param>
/// <param name="OldestAt">When the oldest was due.</param>
internal sealed record OverdueRows(long Count, DateTimeOffset OldestAt);
