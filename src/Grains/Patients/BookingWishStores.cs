namespace Medzdrav.Grains;

/// <summary>The storage that wishes about bookings need.</summary>
/// <param name="Appointments">The bookings.</param>
/// <param name="Tasks">The tasks that wishes are.</param>
/// <param name="Commands">The commands that changed records.</param>
/// <param name="Staff">The records of staff.</param>
/// <param name="Medcards">Persons' data.</param>
internal sealed record BookingWishStores(IAppointments Appointments, ITaskRecords Tasks, ICommandRecords Commands, IStaffRecords Staff, Medcards Medcards);
