using Medzdrav.Contracts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Medzdrav.Web.Pages;

/// <summary>The base of all pages with a person's data: they are not kept by browsers, and they know how to refuse.</summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public abstract class PlatformPage(IGrainFactory grains) : PageModel
{
    /// <summary>Where pages ask.</summary>
    protected IGrainFactory Grains { get; } = grains;

    /// <summary>Asks a grain, and once more when the question or its answer was lost: pages only read.</summary>
    protected static Task<T> Ask<T>(Func<Task<T>> question) => GrainCalls.RepeatedOnce(question);

    /// <summary>To the patient's sign-in and back here.</summary>
    protected IActionResult ToSignIn() => RedirectToPage("/SignIn", new { returnUrl = Here });

    /// <summary>To the staff's sign-in and back here.</summary>
    protected IActionResult ToStaffSignIn() => RedirectToPage("/Staff/SignIn", new { returnUrl = Here });

    /// <summary>The page for a refusal: what is not yours is as if it were not there.</summary>
    protected IActionResult Refused(Refusal refusal)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        HttpContext.Items[typeof(Refusal)] = refusal;
        return refusal.Code == Refusal.NotFound.Code || refusal.Code == Refusal.WrongRole.Code || refusal.Code == Refusal.RightMissing.Code ? NotFound()
            : refusal.Code == Refusal.SignInRequired.Code ? ToSignIn()
            : StatusCode(503);
    }

    /// <summary>The answer to whoever may not open a page of the staff; null for those who have its right.</summary>
    protected IActionResult? ShutWithout(Right right) =>
        User.Staff() is null ? ToStaffSignIn() : User.Has(right) ? null : Refused(Refusal.RightMissing);

    private string Here => Request.Path + Request.QueryString;
}
