using System.Collections.Frozen;

namespace Medzdrav.Contracts;

/// <summary>The brands as a process at the edge knows them: asked for when they are needed, remembered, and asked for again after 2 s, so that a change on the console is seen within 5 s.</summary>
public sealed class Brands(IGrainFactory grains, TimeProvider clock)
{
    private static readonly TimeSpan RememberFor = TimeSpan.FromSeconds(2);
    private volatile Answer _last = new([], DateTimeOffset.MinValue);
    private int _asking;

    /// <summary>The brand of a host; an unknown host has the default insurer's.</summary>
    /// <param name="host">Of the request, without port.</param>
    public Brand Of(string? host) => _last.Of(host);

    /// <summary>The host of an insurer that a request named, as the insurer has it; null for any other. Nothing else that a request names as its host may stand in a text that is sent.</summary>
    /// <param name="host">Of the request, without port.</param>
    public string? HostOf(string? host) => host is null ? null : Array.Find(Of(host).Hosts, own => own.Equals(host.TrimEnd('.'), StringComparison.OrdinalIgnoreCase));

    /// <summary>The brand of an insurer; null for one that is not known.</summary>
    public Brand? Of(InsurerId insurer) => _last.All.FirstOrDefault(brand => brand.InsurerId == insurer);

    /// <summary>All brands that are known, the default insurer's first.</summary>
    public IEnumerable<Brand> All => _last.All.OrderBy(brand => brand.IsInsurers).ThenBy(brand => brand.Name, StringComparer.Ordinal);

    /// <summary>Asks when nothing is known, or what is known is old: one caller does, and those beside it go on with what is known.</summary>
    public async ValueTask RefreshAsync()
    {
        var last = _last;
        if (clock.GetUtcNow() < last.Until || (last.IsKnown && Interlocked.Exchange(ref _asking, 1) == 1))
            return;
        try
        {
            _last = new Answer(await GrainCalls.RepeatedOnce(() => grains.GetGrain<IInsurersGrain>(0).Brands()), clock.GetUtcNow() + RememberFor);
        }
        catch (Exception failure) when (GrainCalls.IsUnavailable(failure))
        {
            // The brands of a moment ago go on; whatever else the caller asks for says that the cluster is away.
            _last = last with { Until = clock.GetUtcNow() + RememberFor };
        }
        finally
        {
            Volatile.Write(ref _asking, 0);
        }
    }

    private sealed record Answer(Brand[] All, DateTimeOffset Until)
    {
        private readonly FrozenDictionary<string, Brand> _byHost = All.SelectMany(brand => brand.Hosts, (brand, host) => (brand, host))
            .ToFrozenDictionary(pair => pair.host, pair => pair.brand, StringComparer.OrdinalIgnoreCase);

        private readonly Brand _default = Array.Find(All, brand => !brand.IsInsurers) ?? Brand.Platform;

        public bool IsKnown => All.Length > 0;

        // A name may end with the root's dot.
        public Brand Of(string? host) => host is not null && _byHost.TryGetValue(host.TrimEnd('.'), out var brand) ? brand : _default;
    }
}
