namespace Medzdrav.Grains;

/// <summary>A sliding count, or a day's total.</summary>
internal sealed class AllowanceGrain([PersistentState("taken", GrainStorage.Name)] IPersistentState<AllowanceState> taken, TimeProvider clock)
    : Grain, IAllowanceGrain
{
    /// <inheritdoc />
    public async Task<bool> Take(AllowanceWindow[] windows, bool isKept)
    {
        var now = clock.GetUtcNow();
        var longest = windows.Max(window => window.Within);
        taken.State.At.RemoveAll(at => at <= now - longest);
        if (windows.Any(window => taken.State.At.Count(at => at > now - window.Within) >= window.Limit))
            return false;
        taken.State.At.Add(now);
        if (isKept)
            await taken.WriteStateAsync();
        return true;
    }

    /// <inheritdoc />
    public async Task GiveBack(bool isKept)
    {
        if (taken.State.At.Count == 0)
            return;
        taken.State.At.RemoveAt(taken.State.At.Count - 1);
        if (isKept)
            await taken.WriteStateAsync();
    }

    /// <inheritdoc />
    public async Task<bool> TakeOfDay(int limit)
    {
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        if (taken.State.Day != today)
            (taken.State.Day, taken.State.InDay) = (today, 0);
        if (taken.State.InDay >= limit)
            return false;
        taken.State.InDay++;
        await taken.WriteStateAsync();
        return true;
    }
}

/// <summary>When something was done.</summary>
[GenerateSerializer, Alias("AllowanceState")]
internal sealed class AllowanceState
{
    /// <summary>Oldest first; at most the greatest limit.</summary>
    [Id(0)] public List<DateTimeOffset> At { get; set; } = [];

    /// <summary>The day of the total.</summary>
    [Id(1)] public DateOnly Day { get; set; }

    /// <summary>How many were taken of it.</summary>
    [Id(2)] public int InDay { get; set; }
}
