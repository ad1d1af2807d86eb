using Medzdrav.Contracts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;

namespace Medzdrav.Web.Pages.Staff;

/// <summary>The members of the staff, for administrators. What was searched for stands in the address.</summary>
public sealed class AdminModel(IGrainFactory grains) : PlatformPage(grains)
{
    /// <summary>Words of the name, or a part of the login.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    /// <summary>A post, by its word.</summary>
    [BindProperty(SupportsGet = true, Name = "post")]
    public string? PostWord { get; set; }

    /// <summary>A state, by its word.</summary>
    [BindProperty(SupportsGet = true, Name = "state")]
    public string? StateWord { get; set; }

    /// <summary>The page of the list, from 1; the word page itself is taken by the pages' own routes.</summary>
    [BindProperty(SupportsGet = true, Name = "p")]
    public string? PageNumber { get; set; }

    /// <summary>The post that was asked for; null for any, and for a word that is none.</summary>
    public Post? AskedPost => Words.Find<Post>(PostWord);

    /// <summary>The state that was asked for, likewise.</summary>
    public StaffState? AskedState => Words.Find<StaffState>(StateWord);

    /// <summary>The page that was found.</summary>
    public StaffPage Found { get; private set; } = null!;

    public async Task<IActionResult> OnGet()
    {
        if (ShutWithout(Right.ManageStaff) is { } shut)
            return shut;
        var query = new StaffQuery(TypedText.WellFormed(Q ?? ""), AskedPost, AskedState, int.TryParse(PageNumber, out var page) ? page : 1);
        var reply = await Ask(() => Grains.GrainOf<IStaffOfficeGrain>(IStaffOfficeGrain.All).Find(User.Staff()!.Value, query));
        if (reply.Refusal is { } refusal)
            return Refused(refusal);
        Found = reply.Value!;
        return Page();
    }

    /// <summary>Where another page of the same search is.</summary>
    public string AddressOf(int page) => QueryHelpers.AddQueryString("/staff/admin", new Dictionary<string, string?> { ["q"] = Q, ["post"] = PostWord, ["state"] = StateWord, ["p"] = $"{page}" }
        .Where(part => !string.IsNullOrEmpty(part.Value)));
}
