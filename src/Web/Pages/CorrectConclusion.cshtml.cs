using Medzdrav.Contracts;
using Microsoft.AspNetCore.Mvc;

namespace Medzdrav.Web.Pages;

/// <summary>A signed conclusion that its author corrects: the next edition of it (S3.6).</summary>
public sealed class CorrectConclusionModel(IGrainFactory grains) : PlatformPage(grains)
{
    /// <summary>The last edition.</summary>
    public ConclusionView View { get; private set; } = null!;

    public async Task<IActionResult> OnGet(string id)
    {
        if (User.Caller() is null)
            return ToStaffSignIn();
        if (User.Staff() is not { } staff || !User.Has(Right.Conclude))
            return Refused(Refusal.NotFound);
        var reply = await Ask(() => Grains.GrainOf<IDoctorGrain>(staff.Value).Conclusion(new ConclusionId(id)));
        if (reply.Refusal is { } refusal)
            return Refused(refusal);
        View = reply.Value!;
        return View.SignedAt is null ? Refused(Refusal.NotFound) : Page();
    }
}
