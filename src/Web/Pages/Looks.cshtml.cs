using Medzdrav.Contracts;
using Microsoft.AspNetCore.Mvc;

namespace Medzdrav.Web.Pages;

/// <summary>«Кто смотрел»: who looked into a person's Medcard, when and for what.</summary>
public sealed class LooksModel(IGrainFactory grains) : PlatformPage(grains)
{
    /// <summary>Where the page before ended.</summary>
    [BindProperty(SupportsGet = true)]
    public long? Before { get; set; }

    /// <summary>The looks.</summary>
    public LooksView View { get; private set; } = null!;

    public async Task<IActionResult> OnGet(string id)
    {
        if (User.Account() is not { } account)
            return User.Staff() is null ? ToSignIn() : NotFound();
        var reply = await Ask(() => Grains.GrainOf<IAccountGrain>(account.Value).Looks(new PatientId(id), Before));
        if (reply.Refusal is { } refusal)
            return Refused(refusal);
        View = reply.Value!;
        return Page();
    }
}
