namespace Medzdrav.Grains;

/// <summary>A sliding count.</summary>
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
}

/// <summary>When something was done.</summary>
[GenerateSerializer, Alias("AllowanceState")]
internal sealed class AllowanceState
{
    /// <summary>Oldest first; at most the greatest limit.</summary>
    [Id(0)] public List<DateTimeOffset> At { get; set; } = [];
}
