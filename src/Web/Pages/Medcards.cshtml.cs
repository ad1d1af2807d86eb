using Medzdrav.Contracts;
using Microsoft.AspNetCore.Mvc;

namespace Medzdrav.Web.Pages;

/// <summary>«Медкарты»: signed out it is the way in (S1.2), signed in the people of the account and their policies.</summary>
public sealed class MedcardsModel(IGrainFactory grains) : PlatformPage(grains)
{
    /// <summary>The signed-in account; null for others.</summary>
    public AccountView? Account { get; private set; }

    public async Task<IActionResult> OnGet()
    {
        if (User.Account() is not { } account)
            return Page();
        var reply = await Ask(() => Grains.GrainOf<IAccountGrain>(account.Value).View());
        if (reply.Refusal is { } refusal)
            return Refused(refusal);
        Account = reply.Value;
        return Page();
    }
}
