namespace Medzdrav.Grains;

/// <summary>The storage that specialists use.</summary>
/// <param name="Staff">Who they are.</param>
/// <param name="Rows">What is on their desk.</param>
/// <param name="Conclusions">What they wrote.</param>
/// <param name="People">Insured persons.</param>
/// <param name="Tasks">What is to be done beside the sessions.</param>
public sealed record StaffStores(IStaffRecords Staff, ISessionRows Rows, IConclusions Conclusions, IPeople People, ITaskRecords Tasks);
