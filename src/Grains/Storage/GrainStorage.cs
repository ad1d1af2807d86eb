namespace Medzdrav.Grains;

/// <summary>The Orleans storage for the small state of grains that are not sessions.</summary>
internal static class GrainStorage
{
    /// <summary>The provider's name.</summary>
    public const string Name = "grains";
}
