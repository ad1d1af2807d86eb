using Medzdrav.Contracts;

namespace Medzdrav.Web.Pages.Staff;

/// <summary>The consultant's desk.</summary>
public sealed class ConsultantModel(IGrainFactory grains) : DeskPage(grains)
{
    /// <inheritdoc />
    protected override ISpecialist? SpecialistOf(StaffId staff, StaffRole role) =>
        role == StaffRole.Consultant ? Grains.GrainOf<IConsultantGrain>(staff.Value) : null;
}
