using Medzdrav.Contracts;
using Microsoft.AspNetCore.Mvc;

namespace Medzdrav.Web.Pages.Staff;

/// <summary>A member's own keys, and where they are signed in.</summary>
public sealed class MeModel(IGrainFactory grains) : PlatformPage(grains)
{
    /// <summary>The first content of the page.</summary>
    public StaffKeysView Keys { get; private set; } = null!;

    /// <summary>The credential of this browser.</summary>
    public string? Credential => User.StoredCredentialId();

    public async Task<IActionResult> OnGet()
    {
        if (User.Staff() is not { } staff)
            return ToStaffSignIn();
        var reply = await Ask(Grains.GrainOf<IStaffKeysGrain>(staff.Value).View);
        if (reply.Refusal is { } refusal)
            return Refused(refusal);
        Keys = reply.Value!;
        return Page();
    }
}
