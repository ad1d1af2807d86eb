using Orleans.Concurrency;
using Orleans.Metadata;

namespace Medzdrav.Contracts;

/// <summary>The bookings that a session's people are told of (S4.2).</summary>
[Alias("ISessionBooking"), DefaultGrainType("session")]
public interface ISessionBooking : IGrainWithStringKey
{
    /// <summary>Tells the session's people that its patient was booked, or that the booking was moved or cancelled. Each version is told once, and none after a later one.</summary>
    /// <returns>Whether the patient has the session's page in front of them, and so was told.</returns>
    [Alias("Tell")] Task<bool> Tell(AppointmentTask about);

    /// <summary>The patient's booking is near: the session carries it from now on, and waits before plain contacts. Idempotent.</summary>
    [Alias("Carry")] Task Carry(PatientId patient, DueBooking booking);

    /// <summary>The booked doctor, for whom alone the session waits, does not take it now.</summary>
    [Alias("Declined"), OneWay] Task Declined(long ticket, StaffId doctor);
}
