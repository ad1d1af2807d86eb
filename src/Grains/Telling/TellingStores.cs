namespace Medzdrav.Grains;

/// <summary>The storage that tellings need.</summary>
/// <param name="Tasks">The tasks.</param>
/// <param name="Messages">Their messages.</param>
/// <param name="Notices">How messages stand.</param>
/// <param name="Rows">The sessions' rows.</param>
internal sealed record TellingStores(ITaskRecords Tasks, ITellingRecords Messages, INotices Notices, ISessionRows Rows);
