using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>Erases what was kept for its whole term. One for the cluster.</summary>
[Alias("IRetentionGrain")]
internal interface IRetentionGrain : IWakes
{
    /// <summary>The kind of its due row, and its key: the row is there from the schema on.</summary>
    const string DueKind = "retention", DueKey = "all";
}
