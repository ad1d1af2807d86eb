using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Medzdrav.Web.Pages.Staff;

/// <summary>Where a one-time link leads: a member sets the password. The link's secret stays in the browser until the password is sent.</summary>
public sealed class WelcomeModel : PageModel;
