using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>The rosters of staff.</summary>
/// <remarks>Every method throws <see cref="StorageUnavailableException"/> when the database does not answer within 3 s.</remarks>
internal interface IRosters
{
    /// <summary>A member's roster; null where none was ever saved.</summary>
    Task<RosterRecord?> FindAsync(StaffId staff);

    /// <summary>The versions of all rosters.</summary>
    Task<IReadOnlyDictionary<StaffId, long>> VersionsAsync();

    /// <summary>All rosters that were saved since an instant, or a little before.</summary>
    Task<IReadOnlyList<RosterRecord>> ChangedSinceAsync(DateTimeOffset at);

    /// <summary>Saves a roster in the place of the one that was seen, and marks the bookings that lie outside of it. Idempotent by command.</summary>
    /// <param name="command">The tap.</param>
    /// <param name="seen">The roster that was seen; version 0 for none.</param>
    /// <param name="plan">The new one.</param>
    /// <param name="keeper">The member who changes it.</param>
    /// <param name="outside">The bookings that the new roster does not plan.</param>
    /// <param name="tasks">The tasks about those of them that the former roster planned.</param>
    /// <returns>The stored one, or refused: commandReused; null when the roster was changed or somebody booked since it was seen: nothing was stored.</returns>
    Task<Reply<RosterRecord>?> SaveAsync(RecordCommand command, RosterRecord seen, RosterPlan plan, StaffId keeper, IReadOnlyCollection<AppointmentId> outside, IReadOnlyList<TaskAdded>? tasks = null);
}

/// <summary>A stored roster.</summary>
/// <param name="Staff">The member whose roster it is.</param>
/// <param name="Plan">The roster.</param>
/// <param name="Version">Grows with each change; 0 where none was ever saved.</param>
/// <param name="Bookings">How often somebody booked with the member: whoever changes a roster after looking at its bookings names it.</param>
internal sealed record RosterRecord(StaffId Staff, RosterPlan Plan, long Version, long Bookings);
