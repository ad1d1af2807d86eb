namespace Medzdrav.Grains;

/// <summary>Hashes plain ids page by page, as soon as no silo looks for them any more. Afterwards it looks once a day: a silo that learned late who is in the cluster may have stored some.</summary>
internal sealed class StoredIdsGrain(IStoredIds ids, TimeProvider clock) : Grain, IStoredIdsGrain
{
    private const int PageSize = 500;
    private static readonly TimeSpan NextPage = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan UntilTheOthersAreGone = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Rest = TimeSpan.FromDays(1);

    /// <inheritdoc />
    public async Task<DateTimeOffset?> Wake()
    {
        var now = clock.GetUtcNow();
        return now + await ids.HashAsync(now, PageSize) switch
        {
            null => UntilTheOthersAreGone,
            0 => Rest,
            _ => NextPage,
        };
    }
}
