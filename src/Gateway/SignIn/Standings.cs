using System.Collections.Concurrent;
using Medzdrav.Contracts;

namespace Medzdrav.Gateway;

/// <summary>How staff members stand, as this process knows it: an answer counts for 5 s.</summary>
public sealed class Standings(IGrainFactory grains, TimeProvider clock)
{
    private static readonly TimeSpan RememberFor = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<StaffId, (Standing Standing, DateTimeOffset Until)> _known = new();

    /// <summary>How a member stands; null when there is no such member.</summary>
    /// <exception cref="StorageUnavailableException">Nobody can tell now.</exception>
    internal async Task<Standing?> OfAsync(StaffId staff)
    {
        var askedAt = clock.GetUtcNow();
        if (_known.TryGetValue(staff, out var known) && askedAt < known.Until)
            return known.Standing;
        if ((await GrainCalls.RepeatedOnce(() => grains.GrainOf<IStaffGrain>(staff.Value).Standing())).Value is not { } standing)
            return null;
        _known[staff] = (standing, askedAt + RememberFor);
        return standing;
    }

    /// <summary>Forgets what was remembered long enough.</summary>
    internal void ForgetOld()
    {
        foreach (var (staff, known) in _known)
            if (known.Until <= clock.GetUtcNow())
                _known.TryRemove(staff, out _);
    }
}
