using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>The days of booked consultations, as records: marks of what was done for a version, attempts to connect, and how it ended. Every mark is set once, and only on the version that was seen.</summary>
/// <remarks>Every method throws <see cref="StorageUnavailableException"/> when the database does not answer within 3 s.</remarks>
internal interface IAppointmentDays
{
    /// <summary>Stores that the patient was reminded of a version, with the messages that do it.</summary>
    /// <returns>Whether it is stored; false where the booking stands otherwise, or was reminded of before.</returns>
    Task<bool> RemindAsync(AppointmentRecord seen, DateTimeOffset at, IReadOnlyList<RecordChange> records);

    /// <summary>Stores that the patient is there after the start, in a session or connected; the first time counts.</summary>
    Task MetAsync(AppointmentRecord seen, DateTimeOffset at);

    /// <summary>Stores an attempt that failed.</summary>
    Task TriedAsync(AppointmentRecord seen, AppointmentAttempt attempt);

    /// <summary>Stores that a booking ended by itself, in its next version, with a line of its history and what follows from it; its claims go.</summary>
    /// <returns>Whether it is stored; false where another version stands, the person is in a session meanwhile, or one without a connection was in a session at the start or later.</returns>
    Task<bool> CloseAsync(AppointmentRecord closed, string reason, IReadOnlyList<RecordChange> records);

    /// <summary>Stores that a booked consultation took place, with a line of its history; a booking that stands no more is left as it is.</summary>
    Task HoldAsync(AppointmentHeld held);

    /// <summary>Reads what the sessions say of a booking's day.</summary>
    /// <param name="booked">The booking, after its start.</param>
    /// <param name="since">From when on a consultation in the session that carries it counts.</param>
    Task<DayPast> PastAsync(AppointmentRecord booked, DateTimeOffset since);

    /// <summary>The attempts of some bookings that failed, the first ones first.</summary>
    Task<ILookup<AppointmentId, AppointmentAttempt>> AttemptsAsync(IReadOnlyCollection<AppointmentId> appointments);
}

/// <summary>The day of a booking as its sessions tell it.</summary>
/// <param name="PatientCame">Whether the patient was in a session at the start or later.</param>
/// <param name="DoctorCame">Whether a doctor consulted in the session that carries the booking.</param>
internal readonly record struct DayPast(bool PatientCame, bool DoctorCame);
