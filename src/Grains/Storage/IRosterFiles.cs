using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>Reads files of hours.</summary>
internal interface IRosterFiles
{
    /// <summary>The hours of a file beside what a roster has: weekly ones from a table, single days from either. Nothing is stored.</summary>
    /// <param name="kind">Which kind of file.</param>
    /// <param name="text">The whole file.</param>
    /// <param name="into">The member's roster, in whose zone the hours are.</param>
    /// <param name="specialties">As what the member may be planned; the first stands where the file says nothing.</param>
    /// <param name="today">Single days before this one are left out.</param>
    /// <returns>The roster as it would be, with a line for each that can't be taken; null when it is no such file at all.</returns>
    Task<RosterFileRead?> ReadAsync(RosterFileKind kind, string text, RosterPlan into, IReadOnlyList<string> specialties, DateOnly today);
}
