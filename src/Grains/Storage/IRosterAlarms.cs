using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>All that is known of the duty of now and of the coming days, so that no alarm is told twice, whatever restarts.</summary>
/// <remarks>Every method throws <see cref="StorageUnavailableException"/> when the database does not answer within 3 s.</remarks>
internal interface IRosterAlarms
{
    /// <summary>All marks.</summary>
    Task<IReadOnlyList<DutyMark>> ReadAsync();

    /// <summary>Stores marks in the place of those of the same ids, and takes others away, in one transaction.</summary>
    /// <param name="put">The marks that stand.</param>
    /// <param name="gone">The ids of those that do not any more.</param>
    /// <returns>The ids of the alarms that were raised by it: none that stood before.</returns>
    Task<IReadOnlySet<string>> StoreAsync(IReadOnlyCollection<DutyMark> put, IReadOnlyCollection<string> gone);
}

/// <summary>A shift that runs, or a day without anybody planned.</summary>
/// <param name="Id">Which: it follows from the shift or the day.</param>
/// <param name="Kind">Which of the two.</param>
/// <param name="Queue">The queue whose duty it is.</param>
/// <param name="Staff">The member whose shift it is; null for a day.</param>
/// <param name="Hours">The shift's hours, or those without anybody.</param>
/// <param name="AwaySince">Since when the shift's specialist is away; null while they are there.</param>
/// <param name="RaisedAt">Since when it is an alarm; null for a shift that is none.</param>
internal sealed record DutyMark(string Id, RosterAlarmKind Kind, QueueKind Queue, StaffId? Staff, IReadOnlyList<DutyHours> Hours, DateTimeOffset? AwaySince, DateTimeOffset? RaisedAt)
{
    /// <summary>Whether it says the same.</summary>
    public bool Equals(DutyMark? other) =>
        other is not null && (Id, Kind, Queue, Staff, AwaySince, RaisedAt) == (other.Id, other.Kind, other.Queue, other.Staff, other.AwaySince, other.RaisedAt) && Hours.SequenceEqual(other.Hours);

    /// <inheritdoc />
    public override int GetHashCode() => Id.GetHashCode(StringComparison.Ordinal);
}
