using System.Security.Claims;
using Medzdrav.Contracts;

namespace Medzdrav.Gateway;

/// <summary>Whom the edge calls.</summary>
internal static class Addresses
{
    /// <summary>The grain of a staff connection, by what they are on duty as.</summary>
    public static ISpecialist SpecialistOf(this IGrainFactory grains, Connection connection) => grains.SpecialistOf(new StaffId(connection.Caller.Id), connection.Role);

    /// <summary>The grain of a staff member.</summary>
    public static ISpecialist SpecialistOf(this IGrainFactory grains, StaffId staff, StaffRole? role) => role is StaffRole.Therapist or StaffRole.Paediatrician
        ? grains.GrainOf<IDoctorGrain>(staff.Value)
        : grains.GrainOf<IConsultantGrain>(staff.Value);

    /// <summary>What a staff member can be on duty as; null for administrators, and for others than staff.</summary>
    public static StaffRole? DutyRole(this ClaimsPrincipal? user) => user.Staff() is null || user.StaffRole() is StaffRole.Administrator ? null : user.StaffRole();

    /// <summary>Whether the caller administrates, alone or beside a duty.</summary>
    public static bool IsAdministrator(this ClaimsPrincipal user) => user.IsInRole(nameof(StaffRole.Administrator).ToLowerInvariant());

    /// <summary>The queue of a kind.</summary>
    public static IQueueGrain QueueOf(this IGrainFactory grains, QueueKind queue) => grains.GrainOf<IQueueGrain>(queue.ToString().ToLowerInvariant());
}
