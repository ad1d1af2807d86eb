namespace Medzdrav.Contracts;

/// <summary>The bookings of an account's persons, as their own calendar has them. Key: <see cref="AccountId"/>.</summary>
[Alias("ICalendarGrain")]
public interface ICalendarGrain : IGrainWithStringKey
{
    /// <summary>The bookings of one person of the account, or of all when null.</summary>
    /// <returns>Them, or refused: notFound (no such account, or not a person of it).</returns>
    [Alias("Appointments")] Task<Reply<OwnAppointmentList>> Appointments(PatientId? patient);
}
