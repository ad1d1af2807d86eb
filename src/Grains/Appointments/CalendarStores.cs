namespace Medzdrav.Grains;

/// <summary>The storage that a patient's calendar reads.</summary>
/// <param name="Appointments">The bookings.</param>
/// <param name="Staff">The records of staff.</param>
/// <param name="Medcards">Persons' data.</param>
/// <param name="Links">Private links to calendars.</param>
/// <param name="Wishes">The wishes about bookings.</param>
internal sealed record CalendarStores(IAppointments Appointments, IStaffRecords Staff, Medcards Medcards, ICalendarLinks Links, ITellingRecords Wishes);
