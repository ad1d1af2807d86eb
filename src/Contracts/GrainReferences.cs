using System.Runtime.CompilerServices;

namespace Medzdrav.Contracts;

/// <summary>References to grains by their string keys.</summary>
/// <remarks>Orleans reads the attributes of a grain's interface each time it is asked for a reference (seen: 5 % of a busy silo). Here they are read once.</remarks>
public static class GrainReferences
{
    /// <summary>A grain of this kind.</summary>
    /// <typeparam name="T">Its interface.</typeparam>
    /// <param name="grains">The cluster.</param>
    /// <param name="key">Its key.</param>
    public static T GrainOf<T>(this IGrainFactory grains, string key) where T : IGrainWithStringKey
    {
        ArgumentNullException.ThrowIfNull(grains);
        if (Of<T>.Kinds.TryGetValue(grains, out var kind))
            return (T)grains.GetGrain(GrainId.Create(kind.Grain, key), kind.Interface);
        var first = grains.GetGrain<T>(key);
        // A test's own grain is none.
        if (first is GrainReference reference)
            Of<T>.Kinds.TryAdd(grains, new Kind(reference.GrainId.Type, reference.InterfaceType));
        return first;
    }

    private sealed record Kind(GrainType Grain, GrainInterfaceType Interface);

    private static class Of<T>
    {
        public static readonly ConditionalWeakTable<IGrainFactory, Kind> Kinds = [];
    }
}
