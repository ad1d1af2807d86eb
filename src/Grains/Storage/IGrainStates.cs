using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>The stored states of grains, for removing those that are worth nothing any more.</summary>
/// <remarks>Throws <see cref="StorageUnavailableException"/> when the database does not answer in time.</remarks>
internal interface IGrainStates
{
    /// <summary>Looks at a page of the states of one name, in the order of their keys, and removes those that nobody has written since.</summary>
    /// <param name="name">The name that they are kept under.</param>
    /// <param name="unwrittenSince">States that were written last before are removed.</param>
    /// <param name="clearedBefore">States that a grain has cleared are removed when that was before.</param>
    /// <param name="after">The key after which the page begins; empty for the first.</param>
    /// <param name="atOnce">How many states a page has.</param>
    /// <returns>How many were removed, and the last key of the page; null where there are no more.</returns>
    Task<(int Removed, string? Last)> RemoveAsync(string name, DateTimeOffset unwrittenSince, DateTimeOffset clearedBefore, string after, int atOnce);
}
