using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Silo;

/// <summary>Files of hours: tables and calendars.</summary>
internal sealed class RosterFiles : IRosterFiles
{
    public async Task<RosterFileRead?> ReadAsync(RosterFileKind kind, string text, RosterPlan into, IReadOnlyList<string> specialties, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(into);
        ArgumentNullException.ThrowIfNull(specialties);
        var found = new FoundHours(into, specialties);
        var isRead = kind == RosterFileKind.Csv ? await new RosterTable(found, today).ReadAsync(text) : new RosterEvents(found, today).Read(text);
        return isRead ? found.Read : null;
    }
}

/// <summary>The hours that a file has, as they are found.</summary>
/// <param name="into">The roster to which they come.</param>
/// <param name="specialties">As what the member may be planned.</param>
internal sealed class FoundHours(RosterPlan into, IReadOnlyList<string> specialties)
{
    private const int MaxWords = 100;

    private readonly List<RosterHours> _hours = [.. into.Hours];
    private readonly List<RosterDay> _days = [.. into.Days];
    private readonly List<RosterAbsence> _absences = [.. into.Absences];
    private readonly List<RosterFileLine> _bad = [];
    private readonly List<RosterFileLine> _noted = [];

    /// <summary>The zone of the roster.</summary>
    public string Zone => into.Zone;

    /// <summary>All that was found.</summary>
    public RosterFileRead Read => new(into with { Hours = [.. _hours], Days = [.. _days], Absences = [.. _absences] }, [.. _bad], [.. _noted]);

    /// <summary>Whether there are more single days than a roster keeps: it is refused, and no more are looked for.</summary>
    public bool IsFull => _days.Count > RosterRules.MaxDays;

    /// <summary>Adds weekly hours, once.</summary>
    public void Add(RosterHours hours)
    {
        ArgumentNullException.ThrowIfNull(hours);
        // A file that is read twice changes nothing. Of hours beyond what a roster keeps it is known already that it is refused.
        if (_hours.Count <= RosterRules.MaxHours && !_hours.Exists(known => known with { Days = hours.Days, Except = hours.Except } == hours && known.Days.SequenceEqual(hours.Days) && (known.Except ?? []).SequenceEqual(hours.Except ?? [])))
            _hours.Add(hours);
    }

    /// <summary>Adds hours of a day, once.</summary>
    public void Add(RosterDay day)
    {
        if (!IsFull && !_days.Contains(day))
            _days.Add(day);
    }

    /// <summary>Adds an absence, once.</summary>
    public void Add(RosterAbsence absence)
    {
        if (_absences.Count <= RosterRules.MaxAbsences && !_absences.Contains(absence))
            _absences.Add(absence);
    }

    /// <summary>A line that can't be taken.</summary>
    public void Refuse(int line, string reason) => Keep(_bad, line, reason);

    /// <summary>A line that was taken otherwise than it stands there.</summary>
    public void Note(int line, string reason) => Keep(_noted, line, reason);

    /// <summary>The specialty that a text names, however it stands there; the member's first one where it says nothing; null for one that the member does not have.</summary>
    public string? SpecialtyIn(string? text) =>
        TypedText.IsBlank(text) ? specialties[0]
            : specialties.FirstOrDefault(specialty => Folding.Name(text) == Folding.Name(SpecialtyWords.Of(specialty)))
                // A specialty may be a word of another: кардиология, детская кардиология.
                ?? specialties.Where(specialty => Folding.Name(text).Contains(Folding.Name(SpecialtyWords.Of(specialty)), StringComparison.Ordinal)).MaxBy(specialty => specialty.Length);

    private static void Keep(List<RosterFileLine> words, int line, string reason)
    {
        if (words.Count < MaxWords)
            words.Add(new RosterFileLine(line, reason));
    }
}
