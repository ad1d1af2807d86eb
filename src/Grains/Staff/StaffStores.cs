namespace Medzdrav.Grains;

/// <summary>The storage that specialists use.</summary>
/// <param name="Staff">The records of staff.</param>
/// <param name="Rows">The rows of sessions on their desks.</param>
/// <param name="Medcards">Persons' data, as far as they may see them.</param>
/// <param name="Tasks">The tasks beside the sessions.</param>
/// <param name="Tellings">The messages that tell what tasks are about.</param>
/// <param name="Matches">The doubts of imports.</param>
/// <param name="Commands">The commands that changed records.</param>
/// <param name="Appointments">The bookings.</param>
/// <param name="Queues">The queues that they answer.</param>
internal sealed record StaffStores(IStaffRecords Staff, ISessionRows Rows, Medcards Medcards, ITaskRecords Tasks, ITellingRecords Tellings, IPersonMatches Matches, ICommandRecords Commands, IAppointments Appointments, QueueShards Queues);
