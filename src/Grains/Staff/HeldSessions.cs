using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>Which units of a specialist's capacity are taken, and by whom. The claims in storage are the truth; this is what to try first.</summary>
/// <param name="desk">The desk whose sessions they are; those of the same member at another desk take the whole capacity.</param>
/// <param name="units">Capacity in all.</param>
internal sealed class HeldSessions(Desk desk, int units)
{
    private readonly Dictionary<SessionId, DeskSessionRow> _held = [];

    /// <summary>Capacity in all.</summary>
    public int Units => units;

    /// <summary>Units free now; not below 0 when exceeded.</summary>
    public int FreeUnits => IsBusyElsewhere || IsOnPhone ? 0 : Math.Max(0, units - _held.Values.Sum(held => held.Slots.Count(slot => slot < units)));

    /// <summary>The sessions of this desk, longest first.</summary>
    public IEnumerable<DeskSession> Sessions => _held.Values.Select(held => held.Session).Where(IsOfThisDesk).OrderBy(session => session.Since);

    /// <summary>The unit of sessions that begin with the specialist, beyond that of a returning patient: at any load, and once at a time.</summary>
    public int UnitBeside => units + 1;

    /// <summary>Whether a returning patient has the one place beyond the capacity.</summary>
    public bool IsBeyondTaken => _held.Values.Any(held => held.Slots.Contains(units));

    /// <summary>Whether one of them is by phone, or began by a call to the patient: nothing else is taken meanwhile (S4.8, S5.2).</summary>
    public bool IsOnPhone => _held.Values.Any(held => held.Session.Mode == SessionMode.Phone || held.Slots.Contains(UnitBeside));

    private bool IsBusyElsewhere => _held.Values.Any(held => !IsOfThisDesk(held.Session));

    /// <summary>Makes it what the rows say.</summary>
    /// <returns>Whether a leg is over that was here.</returns>
    public bool Become(IReadOnlyList<DeskSessionRow> rows)
    {
        var before = Sessions.Select(session => session.SessionId).ToArray();
        _held.Clear();
        foreach (var row in rows)
            _held[row.Session.SessionId] = row;
        return Array.Exists(before, session => !_held.ContainsKey(session));
    }

    /// <summary>Adds an admitted session.</summary>
    public void Add(DeskSessionRow row) => _held[row.Session.SessionId] = row;

    /// <summary>A session here goes on in another mode, and claims other units.</summary>
    public void Change(SessionId session, LegMode leg)
    {
        if (_held.TryGetValue(session, out var held))
            _held[session] = new DeskSessionRow(held.Session with { Mode = leg.Mode }, leg.Slots);
    }

    /// <summary>A leg is over.</summary>
    /// <returns>Whether it was here.</returns>
    public bool Remove(SessionId session) => _held.Remove(session);

    /// <summary>The units to claim for one more session; null when there is no room. A call takes them all; a returning patient may take one beyond.</summary>
    public int[]? Choose(SessionMode mode, bool exceeding)
    {
        if (IsBusyElsewhere || IsOnPhone)
            return null;
        var taken = _held.Values.SelectMany(held => held.Slots).ToHashSet();
        var free = Enumerable.Range(0, units).Where(slot => !taken.Contains(slot)).ToArray();
        var needed = Capacity.Needed(mode, units);
        if (free.Length >= needed)
            return free[..needed];
        return exceeding && !taken.Contains(units) ? [units] : null;
    }

    private bool IsOfThisDesk(DeskSession session) => session.Phase == SessionPhase.Consultation == (desk == Desk.Doctor);
}
