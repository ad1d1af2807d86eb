namespace Medzdrav.Grains;

/// <summary>The storage that bookings need.</summary>
/// <param name="Staff">The records of staff.</param>
/// <param name="Rosters">The rosters.</param>
/// <param name="Appointments">The bookings.</param>
/// <param name="Days">Their days.</param>
/// <param name="Commands">The commands that changed records.</param>
/// <param name="Medcards">Persons' data.</param>
/// <param name="Insurers">To whom consents have to be given.</param>
internal sealed record BookingStores(IStaffRecords Staff, IRosters Rosters, IAppointments Appointments, IAppointmentDays Days, ICommandRecords Commands, Medcards Medcards, InsurerBook Insurers);
