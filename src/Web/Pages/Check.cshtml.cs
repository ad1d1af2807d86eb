using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Medzdrav.Web.Pages;

/// <summary>«Проверка связи»: what one needs to call, and a try of it (S1.4). Works without signing in and shows nobody's data.</summary>
public sealed class CheckModel : PageModel
{
    /// <summary>How long a check counts: a call within it tells the consultant what the check found.</summary>
    public static readonly TimeSpan GoodFor = TimeSpan.FromMinutes(30);
}
