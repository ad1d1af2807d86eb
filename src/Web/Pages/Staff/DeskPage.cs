using Medzdrav.Contracts;
using Microsoft.AspNetCore.Mvc;

namespace Medzdrav.Web.Pages.Staff;

/// <summary>A specialist's desk: the roles see the same shell with other actions.</summary>
public abstract class DeskPage(IGrainFactory grains) : PlatformPage(grains)
{
    /// <summary>What the page shows when it opens.</summary>
    public DeskView Desk { get; private set; } = null!;

    /// <summary>Which specialist's grain answers; null when the role does not work here.</summary>
    protected abstract ISpecialist? SpecialistOf(StaffId staff, StaffRole role);

    public async Task<IActionResult> OnGet()
    {
        if (User.Staff() is not { } staff || User.StaffRole() is not { } role)
            return ToStaffSignIn();
        if (SpecialistOf(staff, role) is not { } specialist)
            return RedirectToPage("/Staff/Index");
        var reply = await Ask(specialist.Desk);
        if (reply.Refusal is { } refusal)
            return Refused(refusal);
        Desk = reply.Value!;
        return Page();
    }
}
