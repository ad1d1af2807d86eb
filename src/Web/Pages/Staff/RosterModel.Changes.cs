using System.Text.Json;
using Medzdrav.Contracts;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Medzdrav.Web.Pages.Staff;

/// <remarks>Each change saves the whole roster over the version that was seen; a change that leaves bookings outside is asked about first.</remarks>
public sealed partial class RosterModel
{
    private const int MaxFileBytes = 600_000;

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

    /// <summary>A shift of the shown week, moved, stretched or taken away.</summary>
    public Task<IActionResult> OnPostShift(RosterKind kind, string? specialty, DateOnly day, string? from, string? until, int bufferMinutes, DateOnly? toDay, string? toFrom, string? toUntil, RosterScope scope, bool remove)
    {
        var shift = new RosterDay(kind, specialty ?? "", day, from ?? "", until ?? "", bufferMinutes);
        var wanted = remove ? null : shift with { Day = toDay ?? day, From = TypedTime.Of(toFrom), Until = TypedTime.Of(toUntil) };
        return Change(plan => RosterEdits.Change(plan, shift, wanted, scope));
    }

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
        Change(_ => PlanOf(waiting), [.. accepted.Where(IdText.IsId).Select(one => new AppointmentId(one))]);

    private Task<IActionResult> Send(RosterForm form, Func<RosterPlan, RosterPlan?> change)
    {
        Sent = form;
        return Change(change);
    }

    /// <summary>Saves the roster as it would be; one that does not have what is to be changed was changed meanwhile.</summary>
    private async Task<IActionResult> Change(Func<RosterPlan, RosterPlan?> change, AppointmentId[]? accepted = null)
    {
        if (ShutWithout(Right.KeepRosters) is { } shut)
            return shut;
        if (!IdText.IsId(Staff) || Tap == Guid.Empty)
            return Refused(Refusal.NotFound);
        var standing = await Ask(Roster.Read);
        if (standing.Value is not { } roster)
            return Refused(standing.Refusal!);
        if (change(roster.Plan) is not { } wanted)
            return await Show(Refusal.RosterChanged.Message);
        var reply = await Ask(() => Roster.Save(new CommandId(Tap), User.Staff()!.Value, wanted, BasedOn, accepted ?? []));
        if (reply.Value is { Saved: true })
            return RedirectToPage("/Staff/Roster", new { staff = Staff, week = Dates.Field(Week) });
        (Touched, Waiting) = (reply.Value?.Touched ?? [], JsonSerializer.Serialize(wanted, WireJson.Options));
        return await Show(reply.Refusal?.Message);
    }

    /// <summary>The plan that a form carried; null where the form was tampered with.</summary>
    private static RosterPlan? PlanOf(string? text)
    {
        try
        {
            return JsonSerializer.Deserialize<RosterPlan>(text ?? "null", WireJson.Options) is { } plan && RosterPlan.IsWhole(plan) ? plan : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static T[] Without<T>(T[] entries, int index) => [.. entries.Where((_, place) => place != index)];
}
