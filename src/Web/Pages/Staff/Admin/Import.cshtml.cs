using Medzdrav.Contracts;
using Microsoft.AspNetCore.Mvc;

namespace Medzdrav.Web.Pages.Staff.Admin;

/// <summary>The administrator's import of an insurer's policies (S2.1): checked first, then entered, by <c>POST /api/policies/import</c>.</summary>
public sealed class ImportModel(Brands brands, IGrainFactory grains) : PlatformPage(grains)
{
    /// <summary>The insurers whose policies this administrator may import; one for an insurer's own.</summary>
    public IReadOnlyList<Brand> Insurers { get; private set; } = [];

    public async Task<IActionResult> OnGet()
    {
        if (ShutWithout(Right.ImportPolicies) is { } shut)
            return shut;
        var reply = await Ask(Grains.GrainOf<IStaffGrain>(User.Staff()!.Value.Value).Standing);
        if (reply.Value is not { } standing)
            return Refused(reply.Refusal!);
        await brands.RefreshAsync();
        Insurers = [.. brands.All.Where(brand => standing.Insurer is null || brand.InsurerId == standing.Insurer)];
        return Page();
    }
}
