using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>Puts hashes in the place of the ids that a version before this one stored plain. One for the cluster; silos that have this grain find both.</summary>
[Alias("IStoredIdsGrain")]
internal interface IStoredIdsGrain : IWakes
{
    /// <summary>The kind of its due row, and its key: the row is there from the schema on.</summary>
    const string DueKind = "storedIds", DueKey = "all";
}
