using Medzdrav.Contracts;
using Microsoft.AspNetCore.Mvc;

namespace Medzdrav.Web.Pages.Staff;

/// <summary>Rosters by weeks, of a member or of all who are of one specialty, for those who keep rosters.</summary>
public sealed partial class RosterModel(IGrainFactory grains, KnownTerms terms, TimeProvider clock) : PlatformPage(grains)
{
    private const int DaysOfWeek = 7;

    /// <summary>The member whose roster is shown.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Staff { get; set; }

    /// <summary>A day of the week that is shown.</summary>
    [BindProperty(SupportsGet = true)]
    public DateOnly? Week { get; set => field = Dates.Shown(value); }

    /// <summary>The specialty whose week is shown in the place of a member's; empty for the first that there is.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Specialty { get; set; }

    /// <summary>Whether all who are of one specialty are shown.</summary>
    public bool IsBoard => Request.Query.ContainsKey("specialty");

    /// <summary>The week of a specialty; null where a member's is shown.</summary>
    public RosterBoard? Board { get; private set; }

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

    /// <summary>The roster as a table for its import: the hours of the shown week or month, each of a single day, or all of it as it is kept.</summary>
    /// <param name="span">week, month, or all.</param>
    public async Task<IActionResult> OnGetExport(string? span)
    {
        if (ShutWithout(Right.KeepRosters) is { } shut)
            return shut;
        if (!IdText.IsId(Staff))
            return Refused(Refusal.NotFound);
        var (first, last) = DaysOf(span == "month", Week ?? Today);
        var reply = await Ask(() => span == "all" ? Roster.Read() : Roster.Between(first, last));
        return reply.Value is { } roster
            ? File(RosterCsv.Of(roster.Plan), "text/csv; charset=utf-8", span == "all" ? "roster.csv" : $"roster-{Dates.Field(first)}.csv")
            : Refused(reply.Refusal!);
    }

    /// <summary>A form as it is to be shown: what was typed stays where it was refused.</summary>
    /// <param name="name">Which.</param>
    public RosterForm Form(string name) => Sent?.Name == name ? Sent : new RosterForm(name);

    /// <summary>Why a form was refused, said at it; null where it was not.</summary>
    /// <param name="name">Which form; null for what is said at the top of the page, for it comes of no form.</param>
    public string? FaultOf(string? name) => Sent?.Name == name ? Fault : null;

    /// <summary>The first and the last day of a day's month or week.</summary>
    private static (DateOnly First, DateOnly Last) DaysOf(bool isMonth, DateOnly day)
    {
        var first = isMonth ? new DateOnly(day.Year, day.Month, 1) : day.AddDays(-(int)RosterEdits.WeekdayOf(day));
        return (first, isMonth ? first.AddMonths(1).AddDays(-1) : first.AddDays(DaysOfWeek - 1));
    }

    private IRosterGrain Roster => Grains.GrainOf<IRosterGrain>(Staff!);

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
            return IsBoard ? await ShowBoard() : Page();
        var reply = await Ask(() => Roster.Week(Week ?? Today));
        if (reply.Value is not { } week)
            return Refused(reply.Refusal!);
        Shown = week;
        return Page();
    }

    private async Task<IActionResult> ShowBoard()
    {
        var reply = await Ask(() => Grains.GetGrain<IRostersGrain>(0).Week(Specialty is { Length: > 0 } ? Specialty : null, Week));
        if (reply.Value is not { } board)
            return Refused(reply.Refusal!);
        Board = board;
        return Page();
    }
}
