namespace Medzdrav.Grains;

/// <summary>Goes over the states once a day, a page at a time; after a restart it begins again at the first.</summary>
internal sealed class ForgettingGrain(IGrainStates states, CleanupMeter meter, TimeProvider clock) : Grain, IForgettingGrain
{
    private const int PageSize = 1_000;
    private const int PagesOfOneWake = 10;
    private static readonly TimeSpan NextPages = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Rest = TimeSpan.FromDays(1);

    /// <summary>A cleared state says nothing; only a repeated call may still come for it.</summary>
    private static readonly TimeSpan ClearedKept = TimeSpan.FromDays(1);

    /// <summary>The names of states, and after which time without a change nothing of them counts: longer than any of their own ends.</summary>
    private static readonly (string Name, TimeSpan Kept)[] Ending =
    [
        // A code is good for five minutes, repeats of a consultant's command for a week.
        ("attempt", TimeSpan.FromDays(8)),
        ("staffAttempt", TimeSpan.FromDays(8)),
        ("assisted", TimeSpan.FromDays(8)),
        // The longest count is a day's.
        ("taken", TimeSpan.FromDays(2)),
        // Whoever comes is written once a day; 30 days without it end the sign-in.
        ("credential", TimeSpan.FromDays(35)),
        // A device is remembered for 400 days.
        ("devices", TimeSpan.FromDays(402)),
    ];

    private int _name;
    private string _after = "";

    /// <inheritdoc />
    public async Task<DateTimeOffset?> Wake()
    {
        for (var pages = 0; _name < Ending.Length; pages++)
        {
            if (pages == PagesOfOneWake)
                return clock.GetUtcNow() + NextPages;
            await LookAtPage();
        }
        _name = 0;
        return clock.GetUtcNow() + Rest;
    }

    private async Task LookAtPage()
    {
        var (name, kept) = Ending[_name];
        var now = clock.GetUtcNow();
        var (removed, last) = await states.RemoveAsync(name, now - kept, now - ClearedKept, _after, PageSize);
        meter.Removed(name, removed);
        (_name, _after) = last is null ? (_name + 1, "") : (_name, last);
    }
}
