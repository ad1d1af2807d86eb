using Medzdrav.Contracts;

namespace Medzdrav.Gateway;

public sealed partial class SessionHub
{
    /// <summary>Attaches this connection and brings it up to date.</summary>
    public Task<Reply<JoinAnswer>> JoinSession(SessionId sessionId, long afterSequence) => attendance.JoinAsync(Here, sessionId, afterSequence);

    /// <summary>Detaches this connection from a session.</summary>
    public Task<Reply<Done>> LeaveView(SessionId sessionId) => attendance.LeaveViewAsync(Here, sessionId);
}
