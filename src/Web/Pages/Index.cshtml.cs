using Medzdrav.Contracts;
using Microsoft.AspNetCore.Mvc;

namespace Medzdrav.Web.Pages;

/// <summary>The home page: three ways to call. Works without signing in (S1.3).</summary>
public sealed class IndexModel(IGrainFactory grains) : PlatformPage(grains)
{
    /// <summary>The signed-in account; null for others.</summary>
    public AccountView? Account { get; private set; }

    /// <summary>The open sessions of the account, or of a visitor (S1.3).</summary>
    public OpenSessionView[] OpenSessions { get; private set; } = [];

    /// <summary>Whether no consultant is on duty (S3.3).</summary>
    public bool Uncovered { get; private set; }

    public async Task<IActionResult> OnGet()
    {
        Uncovered = (await Ask(() => Grains.QueueOf(QueueKind.Consultant).Coverage())).OnDuty == 0;
        if (User.Caller() is { Kind: CallerKind.Visitor } visitor)
            OpenSessions = await Ask(() => Grains.GetGrain<IVisitorsGrain>(0).OpenSessions(visitor.Id));
        if (User.Account() is not { } account)
            return Page();
        var reply = await Ask(() => Grains.GrainOf<IAccountGrain>(account.Value).View());
        if (reply.Refusal is { } refusal)
            return Refused(refusal);
        Account = reply.Value;
        OpenSessions = Account!.OpenSessions;
        return Page();
    }

    /// <summary>The name of the person whom an open session is for.</summary>
    public string? NameOf(PatientId? patient) => Account?.Patients.FirstOrDefault(person => person.PatientId == patient)?.Name;
}
