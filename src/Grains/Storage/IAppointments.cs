using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>Booked consultations. The rows that claim a doctor's and a person's time are unique: of many who want a slot one has it, whatever silo they come from.</summary>
/// <remarks>Every method throws <see cref="StorageUnavailableException"/> when the database does not answer within 3 s.</remarks>
internal interface IAppointments
{
    /// <summary>A booking; null when unknown.</summary>
    Task<AppointmentRecord?> FindAsync(AppointmentId appointment);

    /// <summary>The bookings of a person, the latest first, cancelled ones included.</summary>
    Task<IReadOnlyList<AppointmentRecord>> OfPersonAsync(PatientId patient, int limit);

    /// <summary>The doctor with whom a person was booked last; null for nobody. Cancelled bookings do not count.</summary>
    /// <param name="patient">The person.</param>
    /// <param name="specialty">Of which specialty; null for any.</param>
    Task<StaffId?> LastDoctorAsync(PatientId patient, string? specialty);

    /// <summary>The bookings of some persons, the latest first, cancelled ones included.</summary>
    Task<IReadOnlyList<AppointmentRecord>> OfPersonsAsync(IReadOnlyCollection<PatientId> patients, int limit);

    /// <summary>When each of some bookings was made.</summary>
    Task<IReadOnlyDictionary<AppointmentId, DateTimeOffset>> BookedAtAsync(IReadOnlyCollection<AppointmentId> appointments);

    /// <summary>The earliest booking of a person that stands and begins after an instant and not after another; null without one.</summary>
    Task<AppointmentRecord?> NearAsync(PatientId patient, DateTimeOffset after, DateTimeOffset until);

    /// <summary>The bookings with a doctor that begin within a time and were not cancelled, the soonest first.</summary>
    Task<IReadOnlyList<AppointmentRecord>> WithDoctorAsync(StaffId doctor, DateTimeOffset from, DateTimeOffset until);

    /// <summary>The bookings with some doctors that begin within a time and were not cancelled, the soonest first.</summary>
    Task<IReadOnlyList<AppointmentRecord>> WithDoctorsAsync(IReadOnlyCollection<StaffId> doctors, DateTimeOffset from, DateTimeOffset until);

    /// <summary>The bookings with a doctor that begin after an instant and stand, the soonest first.</summary>
    Task<IReadOnlyList<AppointmentRecord>> AheadAsync(StaffId doctor, DateTimeOffset after);

    /// <summary>The agreed times of all bookings that stand and begin after an instant.</summary>
    Task<IReadOnlyList<AgreedTime>> AgreedAsync(DateTimeOffset after);

    /// <summary>The times that bookings take which were changed since an instant, or a little before, and end after another.</summary>
    Task<IReadOnlyList<BookedSpan>> ChangedSinceAsync(DateTimeOffset at, DateTimeOffset after);

    /// <summary>Stores a new booking with its claims, the history's first line and what follows from it. Idempotent by command.</summary>
    /// <param name="command">The tap.</param>
    /// <param name="appointment">The booking, in version 1.</param>
    /// <param name="context">The facts on which it was decided.</param>
    /// <returns>It, or refused: slotTaken, personBooked, siblingBooked, commandReused; null when the doctor's roster was changed since: nothing was stored.</returns>
    Task<Reply<AppointmentRecord>?> BookAsync(RecordCommand command, AppointmentRecord appointment, BookingContext context);

    /// <summary>Stores a moved booking in the place of the version before. Idempotent by command.</summary>
    /// <returns>As <see cref="BookAsync"/>, and refused: appointmentChanged (another version stands, or the patient wishes something else than was seen).</returns>
    Task<Reply<AppointmentRecord>?> MoveAsync(RecordCommand command, AppointmentRecord moved, string reason, BookingContext context);

    /// <summary>Stores that a booking was cancelled, in the place of the version before, with what follows from it; its claims go. Idempotent by command.</summary>
    /// <param name="command">The tap.</param>
    /// <param name="cancelled">The booking in its last version.</param>
    /// <param name="records">As in <see cref="BookingContext"/>.</param>
    /// <param name="wishSeen">As in <see cref="BookingContext"/>.</param>
    /// <returns>It, or refused: appointmentChanged, commandReused.</returns>
    Task<Reply<AppointmentRecord>> CancelAsync(RecordCommand command, AppointmentRecord cancelled, IReadOnlyList<RecordChange> records, DateTimeOffset? wishSeen = null);
}

/// <summary>A stored booking.</summary>
internal sealed record AppointmentRecord
{
    /// <summary>Stands for whoever changed it where that was the platform itself.</summary>
    public static readonly StaffId Platform = new("platform");

    /// <summary>Which.</summary>
    public required AppointmentId Id { get; init; }

    /// <summary>Grows with each change.</summary>
    public long Version { get; init; } = 1;

    /// <summary>How it stands.</summary>
    public AppointmentState State { get; init; }

    /// <summary>For whom.</summary>
    public required PatientId Patient { get; init; }

    /// <summary>With whom.</summary>
    public required StaffId Doctor { get; init; }

    /// <summary>Of which specialty.</summary>
    public required string Specialty { get; init; }

    /// <summary>When it begins.</summary>
    public required DateTimeOffset StartsAt { get; init; }

    /// <summary>The doctor's zone.</summary>
    public required string Zone { get; init; }

    /// <summary>The time on the wall there as it was agreed (<c>2026-12-01T09:00</c>): it stays where a law changes the zone.</summary>
    public required string Wall { get; init; }

    /// <summary>How long the doctor is kept free afterwards.</summary>
    public int BufferMinutes { get; init; }

    /// <summary>The words that go with it.</summary>
    public required BookingTerms Terms { get; init; }

    /// <summary>In which session it was agreed, or null.</summary>
    public SessionId? Session { get; init; }

    /// <summary>Whether the doctor's roster does not plan it any more.</summary>
    public bool OutsideRoster { get; init; }

    /// <summary>The consultant who changed it last, or <see cref="Platform"/>.</summary>
    public required StaffId ChangedBy { get; init; }

    /// <summary>When it was changed last.</summary>
    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>On whose wish it was cancelled, or null.</summary>
    public CancelledBy? CancelledBy { get; init; }

    /// <summary>Why it was cancelled, or null.</summary>
    public string? CancelReason { get; init; }

    /// <summary>When the patient was told of this version; null before.</summary>
    public DateTimeOffset? ToldAt { get; init; }

    /// <summary>How.</summary>
    public ToldBy? ToldBy { get; init; }

    /// <summary>The consultant who told, or null.</summary>
    public string? ToldByName { get; init; }

    /// <summary>When the last SMS about this version failed; null where none did.</summary>
    public DateTimeOffset? SmsFailedAt { get; init; }

    /// <summary>Why, or null.</summary>
    public SmsFailure? SmsFailure { get; init; }

    /// <summary>When the patient was reminded of this version; null before.</summary>
    public DateTimeOffset? RemindedAt { get; init; }

    /// <summary>When the patient was there at the start of this version or later, in a session or connected; null before.</summary>
    public DateTimeOffset? CalledAt { get; init; }

    /// <summary>The session that carries this version on its day; null before.</summary>
    public SessionId? Carrier { get; init; }
}

/// <summary>The facts on which a booking was decided, and what is stored with it.</summary>
/// <param name="Roster">The version of the doctor's roster.</param>
/// <param name="Siblings">The others of the same login, whose bookings for the same minute are to be refused; none where they are meant.</param>
/// <param name="Records">The audit entries about the change, and what follows from it: due rows, notices, tasks.</param>
/// <param name="Family">The login of the person: bookings of one login come one after another, also those where siblings are meant; null without a login.</param>
/// <param name="WishSeen">When the patient's wish that was seen was asked for last; null where none was. A consultant who holds the wish has seen what was wished when they took it.</param>
internal sealed record BookingContext(long Roster, IReadOnlyCollection<PatientId> Siblings, IReadOnlyList<RecordChange> Records, AccountId? Family = null, DateTimeOffset? WishSeen = null);

/// <summary>The time for which a booking was agreed.</summary>
/// <param name="Appointment">Which.</param>
/// <param name="StartsAt">When it begins.</param>
/// <param name="Zone">The doctor's zone.</param>
/// <param name="Wall">The time on the wall there.</param>
internal readonly record struct AgreedTime(AppointmentId Appointment, DateTimeOffset StartsAt, string Zone, string Wall);

/// <summary>The time that a booking takes.</summary>
/// <param name="Appointment">Which.</param>
/// <param name="Doctor">Of whom.</param>
/// <param name="StartsAt">When it begins.</param>
/// <param name="BufferMinutes">How long the doctor is kept free afterwards.</param>
/// <param name="Stands">False when it was cancelled, or closed without a connection: then it takes none.</param>
internal readonly record struct BookedSpan(AppointmentId Appointment, StaffId Doctor, DateTimeOffset StartsAt, int BufferMinutes, bool Stands);
