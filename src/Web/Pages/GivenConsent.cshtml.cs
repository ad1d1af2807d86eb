using Medzdrav.Contracts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace Medzdrav.Web.Pages;

/// <summary>A consent of a person of the account as it was confirmed: to read, and as a file to keep (S2.3).</summary>
public sealed class GivenConsentModel(IGrainFactory grains) : PlatformPage(grains)
{
    /// <summary>The consent.</summary>
    public ConsentCopy Given { get; private set; } = null!;

    /// <summary>Whether it is asked for as a file, which stands without this site.</summary>
    public bool IsFile { get; private set; }

    public async Task<IActionResult> OnGet(string id, string version, bool file = false)
    {
        if (User.Account() is not { } account)
            return ToSignIn();
        var reply = await Ask(() => Grains.GrainOf<IAccountGrain>(account.Value).Consent(new PatientId(id), version));
        if (reply.Refusal is { } refusal)
            return Refused(refusal);
        (Given, IsFile) = (reply.Value!, file);
        if (IsFile)
        {
            var disposition = new ContentDispositionHeaderValue("attachment");
            disposition.SetHttpFileName($"Согласие {Given.Text.Version}.html");
            Response.Headers.ContentDisposition = disposition.ToString();
        }
        return Page();
    }
}
