using Medzdrav.Contracts;

namespace Medzdrav.Gateway;

/// <summary>The grain of a staff member, by the role on duty.</summary>
public static class Specialists
{
    /// <summary>The specialist of a connection; null for others.</summary>
    public static ISpecialist? Of(IGrainFactory grains, Connection connection) =>
        connection.Caller.Staff is { } staff && connection.Role is { } role ? Of(grains, staff, role) : null;

    /// <summary>The specialist.</summary>
    public static ISpecialist Of(IGrainFactory grains, StaffId staff, StaffRole role) => role == StaffRole.Consultant
        ? grains.GetGrain<IConsultantGrain>(staff.Value)
        : grains.GetGrain<IDoctorGrain>(staff.Value);
}
