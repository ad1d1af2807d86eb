using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>The insurers as a silo knows them: read from the records, and again after 2 s. What is known goes on while the database is away.</summary>
internal sealed class InsurerBook(IInsurerRecords records, TimeProvider clock)
{
    private static readonly TimeSpan RememberFor = TimeSpan.FromSeconds(2);
    private volatile Page? _last;

    /// <summary>All of them, the default one among them.</summary>
    /// <exception cref="StorageUnavailableException">The database does not answer, and did not before.</exception>
    public async ValueTask<IReadOnlyCollection<InsurerRecord>> AllAsync() => (await LastAsync()).All.Values;

    /// <summary>An insurer; the default one in place of one that is not known.</summary>
    /// <exception cref="StorageUnavailableException">The database does not answer, and did not before.</exception>
    public async ValueTask<InsurerRecord> OfAsync(InsurerId? insurer)
    {
        var all = (await LastAsync()).All;
        return insurer is { } wanted && all.TryGetValue(wanted, out var known) ? known : all[InsurerId.Default];
    }

    /// <summary>To whom consents have to be given.</summary>
    /// <exception cref="StorageUnavailableException">The database does not answer, and did not before.</exception>
    public async ValueTask<ConsentOwners> ConsentOwnersAsync() => (await LastAsync()).Owners;

    private async ValueTask<Page> LastAsync()
    {
        var last = _last;
        if (last is not null && clock.GetUtcNow() < last.Until)
            return last;
        try
        {
            return _last = new Page((await records.AllAsync()).ToDictionary(insurer => insurer.Id), clock.GetUtcNow() + RememberFor);
        }
        catch (StorageUnavailableException) when (last is not null)
        {
            return _last = last with { Until = clock.GetUtcNow() + RememberFor };
        }
    }

    private sealed record Page(Dictionary<InsurerId, InsurerRecord> All, DateTimeOffset Until)
    {
        public ConsentOwners Owners { get; } = new(All.Values.Where(insurer => insurer.ConsentVersion is not null).ToDictionary(insurer => insurer.Id, insurer => insurer.ConsentVersion!), ConsentTexts.PlatformVersion);
    }
}
