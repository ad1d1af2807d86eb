using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>Which sessions came back from which specialists: the others come first for a while.</summary>
internal sealed class ReturnedOffers(TimeSpan declinedFor, TimeSpan remembered)
{
    private readonly Dictionary<(SessionId, StaffId), (DateTimeOffset AgainAt, DateTimeOffset Until)> _returned = [];

    /// <summary>Whether there are any at all.</summary>
    public bool Any => _returned.Count > 0;

    /// <summary>An offer came back. Only by a specialist's own choice it is not held out to the same one again at once.</summary>
    public void Add(SessionId session, StaffId staff, OfferReturn how, DateTimeOffset now) =>
        _returned[(session, staff)] = (how == OfferReturn.TakenBack ? now : now + declinedFor, now + remembered);

    /// <summary>Whether the others come first.</summary>
    public bool Has(SessionId session, StaffId staff) => _returned.ContainsKey((session, staff));

    /// <summary>Whether the specialist is not asked for the session, even where nobody else is free.</summary>
    public bool Rests(SessionId session, StaffId staff, DateTimeOffset now) => _returned.TryGetValue((session, staff), out var one) && now < one.AgainAt;

    /// <summary>Forgets what is long ago.</summary>
    public void Forget(DateTimeOffset now)
    {
        foreach (var (pair, one) in _returned)
            if (one.Until <= now)
                _returned.Remove(pair);
    }
}
