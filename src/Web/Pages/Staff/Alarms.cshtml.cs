using Medzdrav.Contracts;
using Microsoft.AspNetCore.Mvc;

namespace Medzdrav.Web.Pages.Staff;

/// <summary>The alarms of rosters (S3.3) for those who watch the duty; other pages take their part of it and renew it by <c>roster-alarms</c>.</summary>
public sealed class AlarmsModel(IGrainFactory grains) : PlatformPage(grains)
{
    /// <summary>The alarms as lines.</summary>
    public IReadOnlyList<AlarmLine> Lines { get; private set; } = [];

    /// <summary>When it was.</summary>
    public DateTimeOffset Now { get; private set; }

    public async Task<IActionResult> OnGet()
    {
        if (ShutWithout(Right.WatchDuty) is { } shut)
            return shut;
        var reply = await Ask(Grains.GetGrain<IRosterAlarmsGrain>(IRosterAlarmsGrain.Key).Read);
        if (reply.Value is not { } list)
            return Refused(reply.Refusal!);
        (Lines, Now) = (AlarmLines.Of(list, SeesDaysAhead), list.Now);
        return Page();
    }

    /// <summary>A consultant alone can do nothing about coming days.</summary>
    private bool SeesDaysAhead => User.Has(Right.KeepRosters) || User.Has(Right.WatchLive) || User.Has(Right.ManageStaff);
}
