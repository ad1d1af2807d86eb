using Medzdrav.Contracts;
using Microsoft.AspNetCore.Mvc;

namespace Medzdrav.Web.Pages;

/// <summary>«Календарь»: past and running consultations, each with its conclusion (S3.6).</summary>
public sealed class CalendarModel(IGrainFactory grains) : PlatformPage(grains)
{
    /// <summary>Only of this person; everybody's when empty.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Patient { get; set; }

    /// <summary>Newest first, filtered.</summary>
    public IReadOnlyList<CalendarEntry> Entries { get; private set; } = [];

    /// <summary>Everybody who has an entry.</summary>
    public IReadOnlyList<(string Id, string Name)> People { get; private set; } = [];

    public async Task<IActionResult> OnGet()
    {
        if (User.Account() is not { } account)
            return ToSignIn();
        var reply = await Grains.GetGrain<IAccountGrain>(account.Value).Calendar(null);
        if (reply.Refusal is { } refusal)
            return Refused(refusal);
        var all = reply.Value!.Entries;
        People = [.. all.Select(entry => (entry.PatientId.Value, entry.PatientName)).Distinct().OrderBy(person => person.PatientName, StringComparer.Ordinal)];
        Entries = string.IsNullOrEmpty(Patient) ? all : [.. all.Where(entry => entry.PatientId.Value == Patient)];
        return Page();
    }
}
