using Medzdrav.Contracts;
using Microsoft.AspNetCore.Mvc;

namespace Medzdrav.Web.Pages.Staff;

/// <summary>How the service goes this moment, for supervisors; renewed by <c>supervisor-live</c>, which reads the page again.</summary>
public sealed class SupervisorModel(IGrainFactory grains) : PlatformPage(grains)
{
    /// <summary>The service.</summary>
    public SupervisionView View { get; private set; } = null!;

    /// <summary>How many sessions are open and not on the page.</summary>
    public int More => Math.Max(0, View.OpenSessions - View.Sessions.Length);

    public async Task<IActionResult> OnGet()
    {
        if (ShutWithout(Right.WatchLive) is { } shut)
            return shut;
        var reply = await Ask(Grains.GrainOf<ISupervisionGrain>(ISupervisionGrain.Key).Look);
        if (reply.Refusal is { } refusal)
            return Refused(refusal);
        View = reply.Value!;
        return Page();
    }
}
