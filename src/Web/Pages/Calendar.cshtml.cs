using Medzdrav.Contracts;
using Microsoft.AspNetCore.Mvc;

namespace Medzdrav.Web.Pages;

/// <summary>«Календарь»: past and running consultations, each with its conclusion (S3.6).</summary>
public sealed class CalendarModel(IGrainFactory grains) : PlatformPage(grains)
{
    /// <summary>Only of this person; everybody's when empty.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Patient { get; set; }

    /// <summary>The entries: what still goes on, then the past; newest first, filtered.</summary>
    public IReadOnlyList<CalendarEntry> Entries { get; private set; } = [];

    /// <summary>Everybody of the account.</summary>
    public IReadOnlyList<PatientView> People { get; private set; } = [];

    /// <summary>The person whose entries are shown; null for everybody's.</summary>
    public PatientView? Only { get; private set; }

    public async Task<IActionResult> OnGet()
    {
        if (User.Account() is not { } id)
            return ToSignIn();
        var account = Grains.GrainOf<IAccountGrain>(id.Value);
        // Two questions to one account: the chips name also those who have no entry yet.
        var (view, calendar) = (Ask(account.View), Ask(() => account.Calendar(null)));
        await Task.WhenAll(view, calendar);
        var (holder, all) = (await view, await calendar);
        if ((holder.Refusal ?? all.Refusal) is { } refusal)
            return Refused(refusal);
        People = holder.Value!.Patients;
        Only = People.FirstOrDefault(person => person.PatientId.Value == Patient);
        if (Only is null && !string.IsNullOrEmpty(Patient))
            return NotFound();
        Entries = [.. all.Value!.Entries.Where(entry => Only is null || entry.PatientId == Only.PatientId).OrderBy(entry => entry.Phase == SessionPhase.Closed)];
        return Page();
    }

    /// <summary>Павел, or the whole name where two of the account are called so.</summary>
    public string ShortName(PatientView person)
    {
        ArgumentNullException.ThrowIfNull(person);
        var given = Labels.GivenName(person.Name);
        return People.Count(other => Labels.GivenName(other.Name) == given) == 1 ? given : person.Name;
    }
}
