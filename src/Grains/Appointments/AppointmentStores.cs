namespace Medzdrav.Grains;

/// <summary>The storage that the day of a booking needs.</summary>
/// <param name="Appointments">The bookings.</param>
/// <param name="Days">Their days.</param>
/// <param name="Rows">The sessions that are open.</param>
/// <param name="Medcards">Persons' data.</param>
/// <param name="Near">Bookings as sessions carry them.</param>
internal sealed record AppointmentStores(IAppointments Appointments, IAppointmentDays Days, ISessionRows Rows, Medcards Medcards, NearBookings Near);
