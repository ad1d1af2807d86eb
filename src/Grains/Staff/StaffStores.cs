namespace Medzdrav.Grains;

/// <summary>The storage that specialists use.</summary>
/// <param name="Staff">The records of staff.</param>
/// <param name="Rows">The rows of sessions on their desks.</param>
/// <param name="Conclusions">The conclusions that they wrote.</param>
/// <param name="People">Insured persons.</param>
/// <param name="Tasks">The tasks beside the sessions.</param>
public sealed record StaffStores(IStaffRecords Staff, ISessionRows Rows, IConclusions Conclusions, IPeople People, ITaskRecords Tasks);
