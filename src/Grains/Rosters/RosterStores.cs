namespace Medzdrav.Grains;

/// <summary>The storage that rosters need.</summary>
/// <param name="Staff">The records of staff.</param>
/// <param name="Rosters">The rosters.</param>
/// <param name="Appointments">The bookings that a change may touch.</param>
/// <param name="Commands">The commands that changed records.</param>
/// <param name="Files">Files of hours.</param>
/// <param name="Stranded">The tasks about bookings that a change leaves outside.</param>
internal sealed record RosterStores(IStaffRecords Staff, IRosters Rosters, IAppointments Appointments, ICommandRecords Commands, IRosterFiles Files, StrandedBookings Stranded);
