using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>The specialists of one queue as their last renewals said, and how long they lately took.</summary>
public sealed class DutyBoard(TimeSpan usualHandling)
{
    /// <summary>A specialist who did not renew for this long is gone: three renewals.</summary>
    public static readonly TimeSpan Forgotten = TimeSpan.FromSeconds(10);

    private const double Weight = 0.2;

    private readonly Dictionary<StaffId, Known> _known = [];
    private TimeSpan _handling = usualHandling;

    private sealed record Known(Availability Availability, DateTimeOffset RenewedAt, DateTimeOffset? BusySince);

    /// <summary>How many are on duty and connected.</summary>
    public int OnDuty => _known.Values.Count(known => known.Availability.OnDuty);

    /// <summary>Whether anybody else is on duty.</summary>
    public bool IsOnDutyBut(StaffId staff) => _known.Any(known => known.Key != staff && known.Value.Availability.OnDuty);

    /// <summary>A specialist's word.</summary>
    public void Renew(Availability availability, DateTimeOffset now)
    {
        var busySince = _known.GetValueOrDefault(availability.Staff)?.BusySince;
        var isBusy = availability.FreeUnits < availability.Units;
        if (!isBusy && busySince is { } since)
            _handling += (now - since - _handling) * Weight;
        _known[availability.Staff] = new Known(availability, now, isBusy ? busySince ?? now : null);
    }

    /// <summary>Forgets who is silent.</summary>
    public void Forget(DateTimeOffset now)
    {
        foreach (var (staff, known) in _known)
            if (now - known.RenewedAt > Forgotten)
                _known.Remove(staff);
    }

    /// <summary>Free specialists, longest idle first.</summary>
    public IEnumerable<Availability> Free() => _known.Values
        .Select(known => known.Availability)
        .Where(availability => availability.OnDuty)
        .OrderByDescending(availability => availability.FreeUnits == availability.Units)
        .ThenBy(availability => availability.IdleSince);

    /// <summary>Expected wait at a position; null when nobody is on duty.</summary>
    public TimeSpan? Estimate(int position)
    {
        var units = _known.Values.Where(known => known.Availability.OnDuty).Sum(known => known.Availability.Units);
        var free = _known.Values.Where(known => known.Availability.OnDuty).Sum(known => Math.Max(0, known.Availability.FreeUnits));
        if (units == 0)
            return null;
        return position <= free ? TimeSpan.FromSeconds(20) : _handling * (position - free) / units;
    }
}
