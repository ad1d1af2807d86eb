using System.Collections.Concurrent;
using Medzdrav.Contracts;

namespace Medzdrav.Gateway;

/// <summary>How staff members stand, as this process knows it: an answer counts for 5 s, unless a newer one is told.</summary>
public sealed class Standings(IGrainFactory grains, TimeProvider clock)
{
    private static readonly TimeSpan RememberFor = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<StaffId, (Standing Standing, DateTimeOffset Until)> _known = new();

    /// <summary>How a member stands; null when there is no such member.</summary>
    /// <exception cref="StorageUnavailableException">Nobody can tell now.</exception>
    internal async Task<Standing?> OfAsync(StaffId staff) =>
        _known.TryGetValue(staff, out var known) && clock.GetUtcNow() < known.Until ? known.Standing : await AskAsync(staff);

    /// <summary>Asks how a member stands, whatever is remembered.</summary>
    internal async Task<Standing?> AskAsync(StaffId staff)
    {
        var askedAt = clock.GetUtcNow();
        return (await GrainCalls.RepeatedOnce(() => grains.GrainOf<IStaffGrain>(staff.Value).Standing())).Value is { } standing
            ? Remember(standing, askedAt)
            : null;
    }

    /// <summary>A member's standing was told, or asked for.</summary>
    /// <param name="standing">How the member stands.</param>
    /// <param name="at">As of when.</param>
    /// <returns>The newest that is known: an answer may be overtaken by news.</returns>
    internal Standing Remember(Standing standing, DateTimeOffset at) => _known.AddOrUpdate(
        standing.StaffId,
        static (_, told) => (told.standing, told.at + RememberFor),
        static (_, known, told) => told.standing.Version < known.Standing.Version ? known : (told.standing, told.at + RememberFor),
        (standing, at)).Standing;

    /// <summary>Forgets what was remembered long enough.</summary>
    internal void ForgetOld()
    {
        foreach (var (staff, known) in _known)
            if (known.Until <= clock.GetUtcNow())
                _known.TryRemove(staff, out _);
    }
}
