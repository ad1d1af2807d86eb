using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>A doctor's consultation in a session, running or over.</summary>
/// <param name="Doctor">The doctor.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="Conclusion">The conclusion's id, whether begun or not.</param>
internal sealed record Consulted(StaffSnapshot Doctor, DateTimeOffset StartedAt, ConclusionId Conclusion)
{
    /// <summary>When it ended; null while it runs.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Whether a version of the conclusion is stored.</summary>
    public bool IsBegun { get; init; }

    /// <summary>When the conclusion was signed, or null.</summary>
    public DateTimeOffset? SignedAt { get; init; }

    /// <summary>Whether the conclusion is signed.</summary>
    public bool Signed => SignedAt is not null;
}
