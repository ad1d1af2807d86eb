using System.Text.Json;
using Medzdrav.Contracts;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Medzdrav.Web.Pages.Staff;

/// <summary>A member's roster by weeks, for those who keep rosters. Each change saves the whole roster over the version that was seen; a change that leaves bookings outside is asked about first.</summary>
public sealed class RosterModel(IGrainFactory grains, KnownTerms terms, TimeProvider clock) : PlatformPage(grains)
{
    private const int MaxFileBytes = 600_000;
    private const int DaysOfWeek = 7;

    /// <summary>The member whose roster is shown.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Staff { get; set; }

    /// <summary>A day of the week that is shown.</summary>
    [BindProperty(SupportsGet = true)]
    public DateOnly? Week { get; set => field = value is { Year: > 2000 and < 2100 } ? value : null; }

    /// <summary>The version that was seen.</summary>
    [BindProperty]
    public long BasedOn { get; set; }

    /// <summary>The tap: a form that is sent twice saves once.</summary>
    [BindProperty]
    public Guid Tap { get; set; }

    /// <summary>All who may have a roster.</summary>
    public RosterMember[] Members { get; private set; } = [];

    /// <summary>The week; null where nobody is chosen.</summary>
    public RosterWeek? Shown { get; private set; }

    /// <summary>Why nothing was saved, or null.</summary>
    public string? Fault { get; private set; }

    /// <summary>The form that was sent; null where it was none of them.</summary>
    private RosterForm? Sent { get; set; }

    /// <summary>The bookings that a change would leave outside; empty where nothing is to be asked.</summary>
    public TouchedBooking[] Touched { get; private set; } = [];

    /// <summary>The change that waits for the answer, as JSON.</summary>
    public string Waiting { get; private set; } = "";

    /// <summary>Lines of a file that can't be taken.</summary>
    public RosterFileLine[] Bad { get; private set; } = [];

    /// <summary>The clinic's civil day.</summary>
    public DateOnly Today => terms.DayOf(clock.GetUtcNow());

    public Task<IActionResult> OnGet() => Show();

    /// <summary>A form as it is to be shown: what was typed stays where it was refused.</summary>
    /// <param name="name">Which.</param>
    public RosterForm Form(string name) => Sent?.Name == name ? Sent : new RosterForm(name);

    /// <summary>Why a form was refused, said at it; null where it was not.</summary>
    /// <param name="name">Which form; null for what is said at the top of the page, for it comes of no form.</param>
    public string? FaultOf(string? name) => Sent?.Name == name ? Fault : null;

    public Task<IActionResult> OnPostHours(RosterKind kind, string? specialty, Weekday[] days, string? from, string? until, DateOnly? firstDay, DateOnly? lastDay, int everyWeeks, int bufferMinutes, bool onHolidays)
    {
        var form = new RosterForm("hours")
        {
            Kind = kind,
            Specialty = specialty,
            Days = days,
            From = TypedTime.Of(from),
            Until = TypedTime.Of(until),
            FirstDay = firstDay,
            LastDay = lastDay,
            EveryWeeks = everyWeeks,
            BufferMinutes = bufferMinutes,
            OnHolidays = onHolidays,
        };
        return Send(form, plan => plan with
        {
            Hours = [.. plan.Hours, new RosterHours(kind, specialty ?? "", days, form.From, form.Until, firstDay ?? Today, lastDay, everyWeeks, bufferMinutes, onHolidays)],
        });
    }

    public Task<IActionResult> OnPostDay(RosterKind kind, string? specialty, DateOnly? day, string? from, string? until, int bufferMinutes)
    {
        var form = new RosterForm("day") { Kind = kind, Specialty = specialty, FirstDay = day, From = TypedTime.Of(from), Until = TypedTime.Of(until), BufferMinutes = bufferMinutes };
        return Send(form, plan => plan with { Days = [.. plan.Days, new RosterDay(kind, specialty ?? "", day ?? Today, form.From, form.Until, bufferMinutes)] });
    }

    public Task<IActionResult> OnPostAbsence(DateOnly? firstDay, DateOnly? lastDay, string? reason) =>
        Send(new RosterForm("absence") { FirstDay = firstDay, LastDay = lastDay, Reason = reason ?? "" }, plan =>
            plan with { Absences = [.. plan.Absences, new RosterAbsence(firstDay ?? Today, lastDay ?? firstDay ?? Today, reason ?? "")] });

    public Task<IActionResult> OnPostZone(string? zone) => Send(new RosterForm("zone"), plan => plan with { Zone = zone ?? "" });

    public Task<IActionResult> OnPostRemove(string? what, int index) => Change(plan => what switch
    {
        "hours" => plan with { Hours = Without(plan.Hours, index) },
        "day" => plan with { Days = Without(plan.Days, index) },
        _ => plan with { Absences = Without(plan.Absences, index) },
    });

    /// <summary>The shown week once more in the next one, as single days.</summary>
    public async Task<IActionResult> OnPostCopy()
    {
        if (ShutWithout(Right.KeepRosters) is { } shut)
            return shut;
        if (!IdText.IsId(Staff))
            return Refused(Refusal.NotFound);
        var day = Week ?? Today;
        var (week, next) = (await Ask(() => Roster.Week(day)), await Ask(() => Roster.Week(day.AddDays(DaysOfWeek))));
        if (week.Value is not { } shown || next.Value is not { } known)
            return Refused(week.Refusal ?? next.Refusal!);
        // Hours that the next week has anyway are not entered once more.
        var copied = shown.Shifts.Select(shift => shift with { Day = shift.Day.AddDays(DaysOfWeek) }).Except(known.Shifts);
        return await Change(plan => plan with { Days = [.. plan.Days, .. copied] });
    }

    /// <summary>All hours of a file, or none: the lines that can't be taken are shown.</summary>
    public async Task<IActionResult> OnPostFile(IFormFile? file)
    {
        if (ShutWithout(Right.KeepRosters) is { } shut)
            return shut;
        if (!IdText.IsId(Staff))
            return Refused(Refusal.NotFound);
        Sent = new RosterForm("file");
        if (file is not { Length: > 0 and <= MaxFileBytes })
            return await Show("Выберите файл графика, не больше 600 КБ.");
        using var reader = new StreamReader(file.OpenReadStream());
        var text = await reader.ReadToEndAsync(HttpContext.RequestAborted);
        var kind = text.StartsWith("BEGIN:VCALENDAR", StringComparison.OrdinalIgnoreCase) ? RosterFileKind.Ics : RosterFileKind.Csv;
        var reply = await Ask(() => Roster.ReadFile(kind, text));
        if (reply.Value is not { } read)
            return await Show(reply.Refusal!.Message);
        Bad = read.Bad;
        return Bad.Length > 0 ? await Show("Ничего не внесено: исправьте строки файла и загрузите его ещё раз.") : await Change(_ => read.Plan);
    }

    /// <summary>The change that was asked about, with the bookings that were shown.</summary>
    public Task<IActionResult> OnPostAccept(string? waiting, string[] accepted) =>
        Change(_ => JsonSerializer.Deserialize<RosterPlan>(waiting ?? "null", WireJson.Options) ?? RosterPlan.Empty(""), [.. accepted.Where(IdText.IsId).Select(one => new AppointmentId(one))]);

    private IRosterGrain Roster => Grains.GrainOf<IRosterGrain>(Staff!);

    private Task<IActionResult> Send(RosterForm form, Func<RosterPlan, RosterPlan> change)
    {
        Sent = form;
        return Change(change);
    }

    private async Task<IActionResult> Change(Func<RosterPlan, RosterPlan> change, AppointmentId[]? accepted = null)
    {
        if (ShutWithout(Right.KeepRosters) is { } shut)
            return shut;
        if (!IdText.IsId(Staff) || Tap == Guid.Empty)
            return Refused(Refusal.NotFound);
        var standing = await Ask(Roster.Read);
        if (standing.Value is not { } roster)
            return Refused(standing.Refusal!);
        var wanted = change(roster.Plan);
        var reply = await Ask(() => Roster.Save(new CommandId(Tap), User.Staff()!.Value, wanted, BasedOn, accepted ?? []));
        if (reply.Value is { Saved: true })
            return RedirectToPage("/Staff/Roster", new { staff = Staff, week = Dates.Field(Week) });
        (Touched, Waiting) = (reply.Value?.Touched ?? [], JsonSerializer.Serialize(wanted, WireJson.Options));
        return await Show(reply.Refusal?.Message);
    }

    private async Task<IActionResult> Show(string? fault = null)
    {
        if (ShutWithout(Right.KeepRosters) is { } shut)
            return shut;
        Fault = fault;
        var members = await Ask(Grains.GetGrain<IRostersGrain>(0).Members);
        if (members.Value is not { } list)
            return Refused(members.Refusal!);
        Members = list.Members;
        if (!IdText.IsId(Staff))
            return Page();
        var reply = await Ask(() => Roster.Week(Week ?? Today));
        if (reply.Value is not { } week)
            return Refused(reply.Refusal!);
        Shown = week;
        return Page();
    }

    private static T[] Without<T>(T[] entries, int index) => [.. entries.Where((_, place) => place != index)];
}
