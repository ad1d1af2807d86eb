namespace Medzdrav.Grains;

/// <summary>The storage that a session uses.</summary>
/// <param name="Journal">Its truth.</param>
/// <param name="People">Insured persons.</param>
/// <param name="Rows">Earlier sessions.</param>
/// <param name="Conclusions">The conclusions that doctors wrote.</param>
/// <param name="Tasks">The tasks that consultants have beside the sessions.</param>
/// <param name="Meter">Counts what was stored.</param>
public sealed record SessionStores(IJournal Journal, IPeople People, ISessionRows Rows, IConclusions Conclusions, ITaskRecords Tasks, SessionMeter Meter);
