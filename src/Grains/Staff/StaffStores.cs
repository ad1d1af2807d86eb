namespace Medzdrav.Grains;

/// <summary>The storage that specialists use.</summary>
/// <param name="Staff">Who they are.</param>
/// <param name="Rows">What is on their desk.</param>
/// <param name="Conclusions">What they wrote.</param>
public sealed record StaffStores(IStaffRecords Staff, ISessionRows Rows, IConclusions Conclusions);
