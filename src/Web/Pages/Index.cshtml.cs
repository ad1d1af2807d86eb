using Medzdrav.Contracts;
using Microsoft.AspNetCore.Mvc;

namespace Medzdrav.Web.Pages;

/// <summary>The home page: three ways to call. Works without signing in (S1.3).</summary>
public sealed class IndexModel(IGrainFactory grains, KnownWaits waits) : PlatformPage(grains)
{
    private static readonly TimeSpan AnnouncedBefore = TimeSpan.FromDays(1);

    /// <summary>The signed-in account; null for others.</summary>
    public AccountView? Account { get; private set; }

    /// <summary>The open sessions of the account, or of a visitor (S1.3).</summary>
    public OpenSessionView[] OpenSessions { get; private set; } = [];

    /// <summary>The soonest booking of the account that begins within a day or goes on; null without one, and when somebody is in the session for it.</summary>
    public OwnAppointment? Coming { get; private set; }

    /// <summary>When <see cref="Coming"/> is another one, or is said otherwise, though nobody changed a booking; null where nothing is booked.</summary>
    public DateTimeOffset? LookAgainAt { get; private set; }

    /// <summary>Whether it is time to call for <see cref="Coming"/>.</summary>
    public bool IsTimeToCall => Coming is { } coming && OwnBookingWords.IsTimeToCall(coming, Account!.Now);

    /// <summary>How many consultants are on duty, and how long a newcomer would wait.</summary>
    public QueueCoverage Coverage { get; private set; } = null!;

    /// <summary>How long people wait for a consultant as a rule; null where too few did to say.</summary>
    public string? UsualWait { get; private set; }

    /// <summary>Whether no consultant is on duty (S3.3).</summary>
    public bool Uncovered => Coverage.OnDuty == 0;

    /// <summary>Whether everybody of this account, or this visitor, is in a session already.</summary>
    public bool AllInSessions => OpenSessions.Length > 0 && OpenSessions.Length >= Math.Max(1, Account?.Patients.Length ?? 1);

    public async Task<IActionResult> OnGet()
    {
        var usual = waits.UsualAsync(QueueKind.Consultant);
        Coverage = await Ask(() => Grains.QueueOf(QueueKind.Consultant).Coverage());
        UsualWait = await usual;
        if (User.Caller() is { Kind: CallerKind.Visitor } visitor)
            OpenSessions = await Ask(() => Grains.GetGrain<IVisitorsGrain>(0).OpenSessions(visitor.Id));
        if (User.Account() is not { } account)
            return Page();
        var (view, bookings) = (Ask(() => Grains.GrainOf<IAccountGrain>(account.Value).View()), Ask(() => Grains.GrainOf<ICalendarGrain>(account.Value).Appointments(null)));
        await Task.WhenAll(view, bookings);
        var reply = await view;
        if (reply.Refusal is { } refusal)
            return Refused(refusal);
        Account = reply.Value;
        OpenSessions = Account!.OpenSessions;
        var booked = (await bookings).Value?.Appointments ?? [];
        Coming = booked.Where(IsComing).MinBy(one => one.StartsAt);
        LookAgainAt = booked.Where(one => one.State == AppointmentState.Booked)
            .SelectMany(one => new[] { one.StartsAt - AnnouncedBefore, one.StartsAt - OwnBookingWords.CallBefore, one.EndsAt }).Where(at => at > Account.Now).Cast<DateTimeOffset?>().Min();
        return Page();
    }

    private bool IsComing(OwnAppointment booked) =>
        booked.State == AppointmentState.Booked && booked.EndsAt > Account!.Now && booked.StartsAt - Account.Now <= AnnouncedBefore
        && !(OwnBookingWords.IsTimeToCall(booked, Account.Now) && (AllInSessions || OpenSessions.Any(open => open.PatientId == booked.PatientId)));

    /// <summary>A person's given name; with the surname where two have the same one.</summary>
    public string ShortName(PatientView person)
    {
        var given = PersonNames.Given(person.Name);
        return Account!.Patients.Count(one => PersonNames.Given(one.Name) == given) == 1 ? given : string.Join(' ', person.Name.Split(' ').Take(2));
    }

    /// <summary>The name of the person whom an open session is for.</summary>
    public string? NameOf(PatientId? patient) => Account?.Patients.FirstOrDefault(person => person.PatientId == patient)?.Name;
}
