using Medzdrav.Contracts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Medzdrav.Web.Pages.Staff;

/// <summary>Where staff begin: at their desk, when that is all they have; else at a page with all their posts.</summary>
public sealed class IndexModel : PageModel
{
    /// <summary>The member's posts.</summary>
    public IReadOnlyList<PostTerms> Held { get; private set; } = [];

    /// <summary>The member's desks.</summary>
    public IReadOnlyList<Desk> Places { get; private set; } = [];

    public IActionResult OnGet()
    {
        if (User.Staff() is null)
            return RedirectToPage("/Staff/SignIn");
        (Held, Places) = ([.. User.Posts().Select(Posts.Of)], User.Desks());
        return Places is [var only] && Held.All(terms => terms.Desk == only) ? LocalRedirect(Labels.AddressOf(only)) : Page();
    }
}
