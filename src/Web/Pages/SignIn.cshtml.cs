using Medzdrav.Contracts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Medzdrav.Web.Pages;

/// <summary>Phone, then code (S1.2).</summary>
public sealed class SignInModel : PageModel
{
    private static readonly string[] Modes = ["chat", "audio", "video"];

    /// <summary>The way to go on afterwards: <c>call:chat</c>, <c>call:audio</c> or <c>call:video</c>.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Next { get; set; }

    /// <summary>Where to go afterwards; only pages of this site.</summary>
    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    /// <summary>The way of calling chosen before signing in, or null.</summary>
    public string? CallMode => Next?.StartsWith("call:", StringComparison.Ordinal) == true && Modes.Contains(Next[5..]) ? Next[5..] : null;

    /// <summary>Why whoever signed in with this browser before is here again; null when nobody did.</summary>
    public SignInEnd? Ended => HttpContext.Features.Get<EndedSignIn>() is { Kind: CallerKind.Account, Why: var why } ? why : null;

    /// <summary>Where the page goes when signed in.</summary>
    public string Target => ReturnUrl is not null && Url.IsLocalUrl(ReturnUrl) ? ReturnUrl : "/";

    public IActionResult OnGet() => User.Account() is null ? Page() : LocalRedirect(Target);
}
