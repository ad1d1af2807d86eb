namespace Medzdrav.Web.Pages.Staff;

/// <summary>The consultant's desk.</summary>
public sealed class ConsultantModel(IGrainFactory grains) : DeskPage(Contracts.Desk.Consultant, grains);
