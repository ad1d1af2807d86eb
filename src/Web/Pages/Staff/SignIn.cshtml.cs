using Medzdrav.Contracts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Medzdrav.Web.Pages.Staff;

/// <summary>Staff sign-in by login and password.</summary>
public sealed class SignInModel : PageModel
{
    /// <summary>Where to go afterwards; only pages of this site.</summary>
    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    /// <summary>Where the page goes when signed in.</summary>
    public string Target => ReturnUrl is not null && Url.IsLocalUrl(ReturnUrl) ? ReturnUrl : "/staff";

    /// <summary>Why the member who signed in with this browser before is here again; null when nobody did.</summary>
    public SignInEnd? Ended => HttpContext.Features.Get<EndedSignIn>() is { Kind: CallerKind.Staff, Why: var why } ? why : null;

    public IActionResult OnGet() => User.Staff() is null ? Page() : LocalRedirect("/staff");
}
