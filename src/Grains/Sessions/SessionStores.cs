namespace Medzdrav.Grains;

/// <summary>The storage that a session uses.</summary>
/// <param name="Journal">Its truth.</param>
/// <param name="Medcards">Persons' data, as far as its participants may see them.</param>
/// <param name="Documents">The documents of Medcards, likewise.</param>
/// <param name="Rows">Earlier sessions.</param>
/// <param name="Commands">The commands that changed records outside of sessions.</param>
/// <param name="Tasks">The tasks that others have because of it.</param>
/// <param name="Meter">Counts what was stored.</param>
/// <param name="Insurers">The insurers, in whose names people are told.</param>
/// <param name="Bookings">The bookings whose time is near.</param>
/// <param name="Ratings">How patients rated sessions that are over.</param>
/// <param name="Queues">The queues in which it waits.</param>
internal sealed record SessionStores(IJournal Journal, Medcards Medcards, MedcardDocuments Documents, ISessionRows Rows, ICommandRecords Commands, ITaskRecords Tasks, SessionMeter Meter, InsurerBook Insurers, NearBookings Bookings, IRatings Ratings, QueueShards Queues);
