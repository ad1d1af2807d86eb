using Medzdrav.Contracts;
using Microsoft.AspNetCore.Mvc;

namespace Medzdrav.Web.Pages.Staff;

/// <summary>Where a consultant finds a time and books, moves and cancels: in a session, opened from the desk with its patient, or outside of any. It also gives the free slots, as the page shows them.</summary>
public sealed class BookingModel(IGrainFactory grains, KnownTerms terms) : PlatformPage(grains)
{
    /// <summary>The person.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Patient { get; set; }

    /// <summary>The session in which is booked.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Session { get; set; }

    /// <summary>A booking whose person is meant where none is named, as a task leads here.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Appointment { get; set; }

    /// <summary>The booking that is to be moved.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Move { get; set; }

    /// <summary>The booking that was booked, moved or cancelled just now.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Done { get; set; }

    /// <summary>The patient's zone, as the address or a browser names it.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Zone { get; set; }

    /// <summary>The first content.</summary>
    public BookingBoard Board { get; private set; } = null!;

    /// <summary>The person; null where nobody is chosen yet.</summary>
    public PersonToBook? Person => Board.Person;

    /// <summary>The zone of the patient's place: as the address names it, else as it was asked for the booking that is meant, or for the latest one; the clinic's where none is known.</summary>
    public TimeZoneInfo Place => ZoneWords.Find(Zone) ?? ZoneWords.Find((Find(Move) ?? Find(Appointment))?.Terms.PatientZone) ?? Asked ?? terms.Zone;

    /// <summary>The day at the patient's place.</summary>
    public DateOnly Today => Dates.DayOf(Board.Now, Place);

    /// <summary>The booking that is moved; null where a new one is made.</summary>
    public AppointmentView? Moved => Find(Move) is { } found && IsComing(found) ? found : null;

    /// <summary>Whether the booking that was to be moved can't be any more.</summary>
    public bool IsTooLateToMove => IdText.IsId(Move) && Moved is null;

    /// <summary>The booking that was changed just now, or null.</summary>
    public AppointmentView? Changed => Find(Done);

    /// <summary>The bookings ahead, the soonest first.</summary>
    public IEnumerable<AppointmentView> Coming => Person!.Appointments.Where(IsComing).Reverse();

    /// <summary>The bookings that are over or cancelled, the latest first.</summary>
    public IEnumerable<AppointmentView> Past => Person!.Appointments.Where(one => !IsComing(one));

    /// <summary>The specialties of the bookings that stand, the latest first: one that repeats goes to the same doctor.</summary>
    public IEnumerable<string> Seen => Person!.Appointments.Where(one => one.State == AppointmentState.Booked).Select(one => one.Specialty).Distinct();

    /// <summary>The specialties that can be booked, by their words.</summary>
    public IEnumerable<string> Specialties => Board.Doctors.Select(doctor => doctor.Specialty).Distinct().OrderBy(RosterWords.Specialty, StringComparer.Ordinal);

    /// <summary>The specialty that is looked for first: that of the moved booking, else of the doctor for the age.</summary>
    public string? Specialty => Moved?.Specialty ?? Words.Of(Person!.Person.Doctor);

    /// <summary>Why the person can't be booked as they stand; null where they can.</summary>
    public string? Barred => BookingWords.Barred(Person!, Today);

    public async Task<IActionResult> OnGet()
    {
        if (ShutWithout(Right.Book) is { } shut)
            return shut;
        var reply = await Ask(() => Booking.Board(IdText.IsId(Patient) ? new PatientId(Patient) : null, IdText.IsId(Appointment) ? new AppointmentId(Appointment) : null));
        if (reply.Refusal is { } refusal)
            return Refused(refusal);
        Board = reply.Value!;
        return Page();
    }

    /// <summary>The free slots of a search, as a part of the page.</summary>
    public async Task<IActionResult> OnGetSlots(string? specialty, string? doctor, DateOnly? firstDay, DateOnly? lastDay, string? notBefore, string? notAfter, string? repeatFor)
    {
        if (ShutWithout(Right.Book) is { } shut)
            return shut;
        var query = new SlotQuery(
            specialty is { Length: > 0 } ? specialty : null, IdText.IsId(doctor) ? new StaffId(doctor) : null, firstDay, lastDay, Typed(notBefore), Typed(notAfter), Place.Id,
            IdText.IsId(repeatFor) ? new PatientId(repeatFor) : null);
        var reply = await Ask(() => Booking.FindSlots(query));
        return reply.Value is { } found ? Partial("_Slots", SlotGrid.Of(found, terms.Zone)) : Partial("_SlotsRefused", reply.Refusal!.Message);
    }

    /// <summary>Both sides' times of a booking.</summary>
    public BothTimes TimesOf(AppointmentView appointment)
    {
        ArgumentNullException.ThrowIfNull(appointment);
        return new BothTimes(appointment.StartsAt, Place, ZoneWords.Find(appointment.Zone) ?? terms.Zone);
    }

    /// <summary>The address of this page about a person, with what stays chosen.</summary>
    /// <param name="patient">The person.</param>
    /// <param name="move">A booking to move, or null.</param>
    public string AddressOf(PatientId patient, AppointmentId? move = null)
    {
        var session = IdText.IsId(Session) && patient.Value == Patient ? $"&session={Uri.EscapeDataString(Session)}" : "";
        var zone = ZoneWords.Find(Zone) is null ? "" : $"&zone={Uri.EscapeDataString(Zone!)}";
        var moved = move is { } appointment ? $"&move={Uri.EscapeDataString(appointment.Value)}" : "";
        return $"/staff/booking?patient={Uri.EscapeDataString(patient.Value)}{session}{zone}{moved}";
    }

    private IBookingGrain Booking => Grains.GrainOf<IBookingGrain>(User.Staff()!.Value.Value);

    private bool IsComing(AppointmentView appointment) => appointment.State == AppointmentState.Booked && appointment.StartsAt > Board.Now;

    private AppointmentView? Find(string? appointment) => Board?.Person?.Appointments.FirstOrDefault(one => one.AppointmentId.Value == appointment);

    private TimeZoneInfo? Asked => Board?.Person?.Appointments.Select(one => ZoneWords.Find(one.Terms.PatientZone)).FirstOrDefault(zone => zone is not null);

    private static string? Typed(string? text) => text is { Length: > 0 } ? text : null;
}
