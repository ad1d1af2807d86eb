using Medzdrav.Contracts;
using Microsoft.AspNetCore.Mvc;

namespace Medzdrav.Web.Pages.Staff;

/// <summary>Adds a member of the staff.</summary>
public sealed class AdminNewModel(IGrainFactory grains) : PlatformPage(grains)
{
    public IActionResult OnGet() => ShutWithout(Right.ManageStaff) ?? Page();
}
