namespace Medzdrav.Grains;

/// <summary>Whether more people use the storage than it serves in time. Those who are in get slower answers; new ones are better let in a little later.</summary>
internal interface ICrowding
{
    /// <summary>True when a reader of this silo waited for more than half a second within the last second.</summary>
    bool IsCrowded { get; }
}
