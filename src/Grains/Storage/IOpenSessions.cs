using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>All open sessions, for those who look at the whole service. Read at intervals, not for each who looks.</summary>
internal interface IOpenSessions
{
    /// <summary>The sessions opened longest ago, and how many are open in all.</summary>
    /// <param name="limit">The most to read.</param>
    Task<(IReadOnlyList<OpenSession> Oldest, int Count)> ReadAsync(int limit);

    /// <summary>A single one.</summary>
    /// <returns>The session, or refused: notFound, closed.</returns>
    Task<Reply<OpenSession>> FindAsync(SessionId session);
}

/// <summary>An open session, as its row says. Nothing of its patient is read.</summary>
/// <param name="Session">Which.</param>
/// <param name="Mode">How they talk.</param>
/// <param name="Phase">Where it stands.</param>
/// <param name="Wait">The running wait, or null.</param>
/// <param name="Staff">The specialist of the running leg, or null.</param>
/// <param name="LegStartedAt">When that leg began.</param>
/// <param name="LegEndsAt">When it ends by its limit, or null.</param>
/// <param name="Insurer">The name of its insurer, or null.</param>
/// <param name="OpenedAt">When it was opened.</param>
internal sealed record OpenSession(
    SessionId Session, SessionMode Mode, SessionPhase Phase, Wait? Wait, StaffId? Staff, DateTimeOffset? LegStartedAt, DateTimeOffset? LegEndsAt, string? Insurer, DateTimeOffset OpenedAt);
