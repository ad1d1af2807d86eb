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

    /// <summary>How many consultants are on duty, and how long a newcomer would wait.</summary>
    public QueueCoverage Coverage { get; private set; } = null!;

    /// <summary>Whether no consultant is on duty (S3.3).</summary>
    public bool Uncovered => Coverage.OnDuty == 0;

    /// <summary>Whether everybody of this account, or this visitor, is in a session already.</summary>
    public bool AllInSessions => OpenSessions.Length > 0 && OpenSessions.Length >= Math.Max(1, Account?.Patients.Length ?? 1);

    public async Task<IActionResult> OnGet()
    {
        Coverage = await Ask(() => Grains.QueueOf(QueueKind.Consultant).Coverage());
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

    /// <summary>A person's given name; with the surname where two have the same one.</summary>
    public string ShortName(PatientView person)
    {
        var given = Labels.GivenName(person.Name);
        return Account!.Patients.Count(one => Labels.GivenName(one.Name) == given) == 1 ? given : string.Join(' ', person.Name.Split(' ').Take(2));
    }

    /// <summary>The name of the person whom an open session is for.</summary>
    public string? NameOf(PatientId? patient) => Account?.Patients.FirstOrDefault(person => person.PatientId == patient)?.Name;
}
