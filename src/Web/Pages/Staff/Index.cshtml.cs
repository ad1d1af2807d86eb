using Medzdrav.Contracts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Medzdrav.Web.Pages.Staff;

/// <summary>Sends staff to the desk of their role.</summary>
public sealed class IndexModel : PageModel
{
    public IActionResult OnGet() => User.StaffRole() switch
    {
        StaffRole.Consultant => RedirectToPage("/Staff/Consultant"),
        StaffRole.Therapist or StaffRole.Paediatrician => RedirectToPage("/Staff/Doctor"),
        _ => RedirectToPage("/Staff/SignIn"),
    };
}
