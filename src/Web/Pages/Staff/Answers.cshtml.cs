using Medzdrav.Contracts;
using Microsoft.AspNetCore.Mvc;

namespace Medzdrav.Web.Pages.Staff;

/// <summary>The ready answers that all staff are offered, for those who keep them.</summary>
public sealed class AnswersModel(IGrainFactory grains) : PlatformPage(grains)
{
    /// <summary>All of them, by name.</summary>
    public TemplateList Answers { get; private set; } = null!;

    public async Task<IActionResult> OnGet()
    {
        if (ShutWithout(Right.KeepAnswers) is { } shut)
            return shut;
        var reply = await Ask(() => Grains.GrainOf<ITemplatesGrain>(ITemplatesGrain.SharedKey).Read());
        if (reply.Refusal is { } refusal)
            return Refused(refusal);
        Answers = reply.Value!;
        return Page();
    }
}
