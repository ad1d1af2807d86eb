using System.Diagnostics.CodeAnalysis;

namespace Medzdrav.Grains;

/// <summary>When a commit has to write the session's row. After a message nothing of it is new but the next deadline, which moves away while people talk.</summary>
internal static class RowRules
{
    /// <summary>Whether the stored row may stay: nothing that is looked up has changed, and it wakes the session early enough. An early look costs one wake, which gives the row back with the right deadline.</summary>
    /// <param name="stored">As the last commit that wrote it left it; null when not known.</param>
    /// <param name="commit">The one to store.</param>
    public static bool KeepsRow(SessionRow? stored, Commit commit) =>
        stored is not null
        && commit.Take.Count == 0
        && commit.Release.Count == 0
        && stored.NextDeadline <= commit.Row.NextDeadline
        && stored == commit.Row with { NextDeadline = stored.NextDeadline };

    /// <summary>The same for a message, which changes nothing in the row but the deadline: whether the new row need not even be made.</summary>
    /// <param name="stored">As the last commit that wrote it left it; null when not known.</param>
    /// <param name="due">The session's next deadline.</param>
    public static bool OutlivesMessage([NotNullWhen(true)] SessionRow? stored, DateTimeOffset due) => stored is not null && stored.NextDeadline <= due;

    /// <summary>The stored row after the sweep gave it back: never earlier than what is believed of it.</summary>
    /// <param name="stored">As it was believed to be.</param>
    /// <param name="next">The deadline that the sweep was told.</param>
    public static SessionRow? GivenBack(SessionRow? stored, DateTimeOffset? next) =>
        stored is not null && stored.NextDeadline < next ? stored with { NextDeadline = next } : stored;
}
