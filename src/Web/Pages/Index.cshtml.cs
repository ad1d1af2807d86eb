using Medzdrav.Contracts;
using Microsoft.AspNetCore.Mvc;

namespace Medzdrav.Web.Pages;

/// <summary>The home page: three ways to call. Works without signing in (S1.3).</summary>
public sealed class IndexModel(IGrainFactory grains) : PlatformPage(grains)
{
    /// <summary>The signed-in account; null for others.</summary>
    public AccountView? Account { get; private set; }

    public async Task<IActionResult> OnGet()
    {
        if (User.Account() is not { } account)
            return Page();
        var reply = await Grains.GetGrain<IAccountGrain>(account.Value).View();
        if (reply.Refusal is { } refusal)
            return Refused(refusal);
        Account = reply.Value;
        return Page();
    }

    /// <summary>Who an open session is for.</summary>
    public string? NameOf(PatientId? patient) => Account?.Patients.FirstOrDefault(person => person.PatientId == patient)?.Name;
}
