using Medzdrav.Contracts;
using Microsoft.AspNetCore.Mvc;

namespace Medzdrav.Web.Pages;

/// <summary>A conclusion: the patient's side reads signed ones, a doctor those that they wrote (S3.6).</summary>
public sealed class ConclusionModel(IGrainFactory grains) : PlatformPage(grains)
{
    /// <summary>The conclusion.</summary>
    public ConclusionView View { get; private set; } = null!;

    /// <summary>Where this edition's PDF is.</summary>
    public string PdfAddress => $"/api/conclusions/{View.ConclusionId}.pdf{(View.CorrectedAt is null ? "" : $"?edition={View.Edition}")}";

    public async Task<IActionResult> OnGet(string id, int? edition)
    {
        if (User.Caller() is not { } caller)
            return ToSignIn();
        var conclusion = new ConclusionId(id);
        var reply = caller switch
        {
            { Account: { } account } => await Ask(() => Grains.GrainOf<IAccountGrain>(account.Value).Conclusion(conclusion, edition)),
            { Staff: { } staff } when User.Has(Right.Conclude) =>
                await Ask(() => Grains.GrainOf<IDoctorGrain>(staff.Value).Conclusion(conclusion, edition)),
            _ => Refusal.NotFound,
        };
        if (reply.Refusal is { } refusal)
            return Refused(refusal);
        View = reply.Value!;
        return Page();
    }
}
