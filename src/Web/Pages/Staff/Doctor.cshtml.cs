namespace Medzdrav.Web.Pages.Staff;

/// <summary>The doctor's desk.</summary>
public sealed class DoctorModel(IGrainFactory grains) : DeskPage(Contracts.Desk.Doctor, grains);
