using Medzdrav.Contracts;
using Microsoft.AspNetCore.Mvc;

namespace Medzdrav.Web.Pages;

/// <summary>«Календарь»: bookings ahead, past and running consultations, each with its conclusion (S3.6, S4).</summary>
public sealed class CalendarModel(IGrainFactory grains) : PlatformPage(grains)
{
    /// <summary>Only of this person; everybody's when empty.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Patient { get; set; }

    /// <summary>The entries: what still goes on, then the past; newest first, filtered.</summary>
    public IReadOnlyList<CalendarEntry> Entries { get; private set; } = [];

    /// <summary>The bookings ahead, the soonest first, filtered.</summary>
    public IReadOnlyList<OwnAppointment> Coming { get; private set; } = [];

    /// <summary>The entries and the bookings that are over, as they are shown.</summary>
    public IReadOnlyList<PastItem> Past { get; private set; } = [];

    /// <summary>2 обращения, 1 запись: what <see cref="Past"/> shows of each.</summary>
    public string PastCount => string.Join(", ", new[] { CountOf(Entries.Count, "обращение", "обращения", "обращений"), CountOf(Past.Count - Entries.Count, "запись", "записи", "записей") }.OfType<string>());

    /// <summary>The platform's clock when the page was made.</summary>
    public DateTimeOffset Now { get; private set; }

    /// <summary>When a booking ahead is shown otherwise, though nobody changed it; null where there is none.</summary>
    public DateTimeOffset? LookAgainAt { get; private set; }

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
        ShowBookings(all.Value!);
        return Page();
    }

    private void ShowBookings(CalendarView calendar)
    {
        Now = calendar.Now;
        OwnAppointment[] booked = [.. (calendar.Appointments ?? []).Where(one => Only is null || one.PatientId == Only.PatientId)];
        Coming = [.. booked.Where(IsAhead).OrderBy(one => one.StartsAt)];
        Past = [.. Entries.Select(entry => new PastItem(entry, null)).Concat(booked.Where(one => !IsAhead(one)).Select(one => new PastItem(null, one)))
            .OrderBy(item => item.Visit is not { } visit || visit.Phase == SessionPhase.Closed).ThenByDescending(item => item.At)];
        LookAgainAt = Coming.SelectMany(one => new[] { one.StartsAt - OwnBookingWords.CallBefore, one.StartsAt, one.EndsAt }).Where(at => at > Now).Cast<DateTimeOffset?>().Min();
    }

    private static string? CountOf(int count, string one, string few, string many) => count == 0 ? null : RussianCount.Of(count, one, few, many);

    private bool IsAhead(OwnAppointment booked) => booked.State == AppointmentState.Booked && booked.EndsAt > Now;

    /// <summary>Павел, or the whole name where two of the account are called so.</summary>
    public string ShortName(PatientView person)
    {
        ArgumentNullException.ThrowIfNull(person);
        var given = PersonNames.Given(person.Name);
        return People.Count(other => PersonNames.Given(other.Name) == given) == 1 ? given : person.Name;
    }
}

/// <summary>Something of the past in the calendar: a session, or a booking.</summary>
/// <param name="Visit">The session, or null.</param>
/// <param name="Booked">The booking, or null.</param>
public sealed record PastItem(CalendarEntry? Visit, OwnAppointment? Booked)
{
    /// <summary>When it was.</summary>
    public DateTimeOffset At => Visit?.OpenedAt ?? Booked!.StartsAt;
}
