using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>The free slots of all doctors in a window of time: planned for bookings, not claimed, and with the buffer free. Pure: it knows what it was told.</summary>
/// <param name="from">The window's begin.</param>
/// <param name="until">The window's end.</param>
internal sealed class SlotIndex(DateTimeOffset from, DateTimeOffset until)
{
    private readonly long _first = Quarters.Of(from);
    private readonly int _count = (int)(Quarters.After(until) - Quarters.Of(from));
    private readonly Dictionary<StaffId, Doctor> _doctors = [];
    private readonly Dictionary<AppointmentId, BookedTime> _booked = [];
    private readonly Dictionary<string, List<Line>> _lines = new(StringComparer.Ordinal);

    /// <summary>The window's begin.</summary>
    public DateTimeOffset From => from;

    /// <summary>The window's end.</summary>
    public DateTimeOffset Until => until;

    /// <summary>All who have booking hours in the window, by name; one with several specialties once for each.</summary>
    public IReadOnlyList<BookableDoctor> Doctors => [.. _lines.Values.SelectMany(lines => lines)
        .Select(line => new BookableDoctor(line.Id, line.Doctor.Name, line.Specialty, line.Doctor.Plan!.Zone)).Distinct()
        .OrderBy(doctor => doctor.Name, StringComparer.Ordinal).ThenBy(doctor => doctor.DoctorId.Value, StringComparer.Ordinal).ThenBy(doctor => doctor.Specialty, StringComparer.Ordinal)];

    /// <summary>A doctor's roster, in the place of the former one.</summary>
    /// <param name="doctor">The doctor.</param>
    /// <param name="name">Full name.</param>
    /// <param name="plan">The roster; null where nobody is to be booked with the doctor any more.</param>
    /// <param name="specialties">As what the doctor may be booked: hours for others are no slots.</param>
    public void Plan(StaffId doctor, string name, RosterPlan? plan, IReadOnlyCollection<string> specialties)
    {
        var known = Of(doctor);
        foreach (var line in known.Lines)
            _lines[line.Specialty].Remove(line);
        known.Lines.Clear();
        (known.Name, known.Plan) = (name, plan);
        if (plan is null)
            return;
        foreach (var group in RosterCalendar.Planned(plan, from, until).Where(hours => hours.Kind == RosterKind.Booking && specialties.Contains(hours.Specialty)).GroupBy(hours => (hours.Specialty, hours.BufferMinutes)))
        {
            var planned = new QuarterSet(_first, _count);
            foreach (var hours in group)
                planned.Add(Quarters.After(hours.StartsAt), Quarters.Of(hours.EndsAt));
            var line = new Line(known, doctor, group.Key.Specialty, group.Key.BufferMinutes / Quarters.Minutes, planned);
            known.Lines.Add(line);
            if (!_lines.TryGetValue(line.Specialty, out var same))
                _lines[line.Specialty] = same = [];
            same.Add(line);
        }
    }

    /// <summary>Bookings as they stand now, in the place of what was known of the same ones: all that changed together, so that a slot may go over from one to another.</summary>
    public void Book(IReadOnlyCollection<BookedTime> changed)
    {
        var touched = new HashSet<Doctor>();
        foreach (var one in changed)
            if (_booked.Remove(one.Appointment, out var before))
            {
                var doctor = Of(before.Doctor);
                doctor.Claimed.Remove(before.FirstQuarter, before.FirstQuarter + before.Quarters);
                touched.Add(doctor);
            }
        foreach (var one in changed.Where(one => one.Quarters > 0))
        {
            var doctor = Of(one.Doctor);
            doctor.Claimed.Add(one.FirstQuarter, one.FirstQuarter + one.Quarters);
            touched.Add(doctor);
            _booked[one.Appointment] = one;
        }
        foreach (var line in touched.SelectMany(doctor => doctor.Lines))
            line.Renew();
    }

    /// <summary>The soonest free slots that are wished for; one more than <paramref name="limit"/> tells that there are more.</summary>
    public IReadOnlyList<FreeSlot> Find(SlotWish wish, int limit)
    {
        var lines = LinesOf(wish);
        var mask = MaskOf(wish);
        var found = new List<FreeSlot>();
        for (var word = 0; word < mask.Bits.Length && found.Count <= limit; word++)
        {
            if (mask.Bits[word] == 0)
                continue;
            var here = new List<(long Quarter, Line Line)>();
            foreach (var line in lines)
                foreach (var bit in QuarterSet.InWord(line.Free.Bits[word] & mask.Bits[word]))
                    here.Add((_first + (long)word * QuarterSet.PerWord + bit, line));
            found.AddRange(here.OrderBy(slot => slot.Quarter).ThenBy(slot => slot.Line.Doctor.Name, StringComparer.Ordinal).ThenBy(slot => slot.Line.Id.Value, StringComparer.Ordinal)
                .Take(limit + 1 - found.Count).Select(slot => new FreeSlot(slot.Line.Id, slot.Line.Doctor.Name, slot.Line.Specialty, Quarters.Begin(slot.Quarter), slot.Line.Doctor.Plan!.Zone)));
        }
        return found;
    }

    private List<Line> LinesOf(SlotWish wish) => wish switch
    {
        { Doctor: { } doctor } => _doctors.TryGetValue(doctor, out var known) ? [.. known.Lines.Where(line => wish.Specialty is null || line.Specialty == wish.Specialty)] : [],
        { Specialty: { } specialty } => _lines.GetValueOrDefault(specialty, []),
        _ => [.. _lines.Values.SelectMany(lines => lines)],
    };

    /// <summary>The quarters that the wish leaves: of the days, and of the times of day in its zone.</summary>
    private QuarterSet MaskOf(SlotWish wish)
    {
        var mask = new QuarterSet(_first, _count);
        var (begin, end) = (Math.Max(_first, Quarters.After(wish.From)), Math.Min(_first + _count, Quarters.Of(wish.Until)));
        if (wish.NotBefore is null && wish.NotAfter is null)
            mask.Add(begin, end);
        else
            for (var quarter = begin; quarter < end; quarter++)
                if (IsWished(wish, (int)wish.Clock.WallAt(Quarters.Begin(quarter)).TimeOfDay.TotalMinutes))
                    mask.Add(quarter, quarter + 1);
        return mask;
    }

    private static bool IsWished(SlotWish wish, int minute) => minute >= (wish.NotBefore ?? 0) && minute <= (wish.NotAfter ?? WallHours.Day);

    private Doctor Of(StaffId doctor)
    {
        if (!_doctors.TryGetValue(doctor, out var known))
            _doctors[doctor] = known = new Doctor(new QuarterSet(_first, _count));
        return known;
    }

    private sealed class Doctor(QuarterSet claimed)
    {
        public string Name { get; set; } = "";
        public RosterPlan? Plan { get; set; }
        public QuarterSet Claimed { get; } = claimed;
        public List<Line> Lines { get; } = [];
    }

    /// <summary>A doctor's slots of one specialty with one buffer.</summary>
    private sealed class Line(Doctor doctor, StaffId id, string specialty, int buffer, QuarterSet planned)
    {
        private readonly QuarterSet _planned = planned;

        public Doctor Doctor { get; } = doctor;
        public StaffId Id { get; } = id;
        public string Specialty { get; } = specialty;
        public QuarterSet Free { get; private set; } = planned.Without(doctor.Claimed, buffer);

        public void Renew() => Free = _planned.Without(Doctor.Claimed, buffer);
    }
}

/// <summary>The time that a booking takes of a doctor.</summary>
/// <param name="Appointment">Which.</param>
/// <param name="Doctor">Of whom.</param>
/// <param name="FirstQuarter">The quarter in which it begins.</param>
/// <param name="Quarters">How many it takes, with the buffer; 0 when it was cancelled.</param>
internal readonly record struct BookedTime(AppointmentId Appointment, StaffId Doctor, long FirstQuarter, int Quarters);

/// <summary>A wish for free slots, read.</summary>
/// <param name="Specialty">Of which specialty; null for any.</param>
/// <param name="Doctor">With whom; null for any.</param>
/// <param name="From">The earliest begin.</param>
/// <param name="Until">They begin before this instant.</param>
/// <param name="Clock">In whose time the times of day are.</param>
/// <param name="NotBefore">The earliest time of day in minutes; null for any.</param>
/// <param name="NotAfter">The latest time of day in minutes at which they begin; null for any.</param>
internal sealed record SlotWish(string? Specialty, StaffId? Doctor, DateTimeOffset From, DateTimeOffset Until, ZoneClock Clock, int? NotBefore = null, int? NotAfter = null);
