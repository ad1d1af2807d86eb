using Medzdrav.Contracts;
using Microsoft.AspNetCore.Mvc;

namespace Medzdrav.Web.Pages;

/// <summary>The consent text, to read again at any time (S2.3).</summary>
public sealed class ConsentModel(IGrainFactory grains, Brands brands) : PlatformPage(grains)
{
    /// <summary>The text.</summary>
    public ConsentText Text { get; private set; } = null!;

    public async Task<IActionResult> OnGet(string version)
    {
        var wanted = brands.Of(Request.Host.Host).ConsentNamed(version);
        var reply = await Ask(() => Grains.GrainOf<IConsentTextGrain>(wanted).Read());
        if (reply.Refusal is { } refusal)
            return Refused(refusal);
        Text = reply.Value!;
        return Page();
    }
}
