using Medzdrav.Contracts;
using Microsoft.AspNetCore.Mvc;

namespace Medzdrav.Web.Pages.Staff;

/// <summary>A doctor's own booked consultations, by the day or the week (S4).</summary>
public sealed class StaffCalendarModel(IGrainFactory grains) : PlatformPage(grains)
{
    private const int DaysOfWeek = 7;

    /// <summary>A day that is shown; today at the doctor's place without one, and for a day that nobody means.</summary>
    [BindProperty(SupportsGet = true)]
    public DateOnly? Day { get; set => field = Dates.Shown(value); }

    /// <summary>The word <c>week</c> for the whole week.</summary>
    [BindProperty(SupportsGet = true)]
    public string? View { get; set; }

    /// <summary>The days with their bookings.</summary>
    public BookedDays Days { get; private set; } = null!;

    /// <summary>Whether the whole week is shown.</summary>
    public bool IsWeek => View == "week";

    /// <summary>How far the days before and after are.</summary>
    public int Step => IsWeek ? DaysOfWeek : 1;

    public async Task<IActionResult> OnGet()
    {
        if (ShutWithout(Right.Conclude) is { } shut)
            return shut;
        var staff = User.Staff()!.Value;
        var reply = await Ask(() => Grains.GrainOf<IBookedDaysGrain>(staff.Value).Read(Day, IsWeek));
        if (reply.Value is not { } days)
            return Refused(reply.Refusal!);
        Days = days;
        return Page();
    }

    /// <summary>Where another day is.</summary>
    /// <param name="day">The day.</param>
    /// <param name="week">As a week.</param>
    public static string To(DateOnly day, bool week) => $"/staff/calendar?day={Dates.Field(day)}{(week ? "&view=week" : "")}";
}
