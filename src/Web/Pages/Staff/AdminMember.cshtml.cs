using Medzdrav.Contracts;
using Microsoft.AspNetCore.Mvc;

namespace Medzdrav.Web.Pages.Staff;

/// <summary>A member of the staff, for administrators.</summary>
public sealed class AdminMemberModel(IGrainFactory grains) : PlatformPage(grains)
{
    /// <summary>The first content of the page.</summary>
    public StaffMemberView Member { get; private set; } = null!;

    /// <summary>Whether the administrator looks at their own account.</summary>
    public bool IsOwn => Member.Line.StaffId == User.Staff();

    /// <summary>The credential of this browser.</summary>
    public string? Credential => User.StoredCredentialId();

    public async Task<IActionResult> OnGet(string id)
    {
        if (ShutWithout(Right.ManageStaff) is { } shut)
            return shut;
        var reply = await Ask(() => Grains.GrainOf<IStaffOfficeGrain>(IStaffOfficeGrain.All).Member(User.Staff()!.Value, new StaffId(id)));
        if (reply.Refusal is { } refusal)
            return Refused(refusal);
        Member = reply.Value!;
        return Page();
    }
}
