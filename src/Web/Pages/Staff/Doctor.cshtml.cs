using Medzdrav.Contracts;

namespace Medzdrav.Web.Pages.Staff;

/// <summary>The doctor's desk.</summary>
public sealed class DoctorModel(IGrainFactory grains) : DeskPage(grains)
{
    /// <inheritdoc />
    protected override ISpecialist? SpecialistOf(StaffId staff, StaffRole role) =>
        role is StaffRole.Therapist or StaffRole.Paediatrician ? Grains.GrainOf<IDoctorGrain>(staff.Value) : null;
}
