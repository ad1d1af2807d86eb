using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>Removes states of grains that are worth nothing any more: ended sign-in attempts and credentials, counts of former days. One for the cluster.</summary>
[Alias("IForgettingGrain")]
internal interface IForgettingGrain : IWakes
{
    /// <summary>The kind of its due row, and its key: the row is there from the schema on.</summary>
    const string DueKind = "grainStates", DueKey = "all";
}
