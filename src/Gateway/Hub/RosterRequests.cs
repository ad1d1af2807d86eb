using Medzdrav.Contracts;

namespace Medzdrav.Gateway;

/// <summary>The request that <see cref="SessionHub.SaveRoster"/> takes.</summary>
/// <param name="StaffId">The member whose roster it is.</param>
/// <param name="Plan">All of it.</param>
/// <param name="BasedOn">The version that was seen; 0 where there was none.</param>
/// <param name="Accepted">The bookings outside of the new roster that were shown and accepted; null for none.</param>
public sealed record RosterRequest(StaffId? StaffId, RosterPlan? Plan, long BasedOn, AppointmentId[]? Accepted) : IWellFormed
{
    private const int MaxAccepted = 2_000;

    bool IWellFormed.IsWellFormed => StaffId is { Value: not null } && Accepted is not { Length: > MaxAccepted } && RosterPlan.IsWhole(Plan);
}

/// <summary>The request that <see cref="SessionHub.ReadRosterFile"/> takes.</summary>
/// <param name="StaffId">The member whose roster it is.</param>
/// <param name="Kind">Which kind of file.</param>
/// <param name="Text">The whole file.</param>
public sealed record RosterFileRequest(StaffId? StaffId, RosterFileKind? Kind, string? Text) : IWellFormed
{
    bool IWellFormed.IsWellFormed => StaffId is { Value: not null } && Kind is { } kind && Enum.IsDefined(kind) && Text is not null;
}
