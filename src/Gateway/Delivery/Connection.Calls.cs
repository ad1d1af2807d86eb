using Medzdrav.Contracts;

namespace Medzdrav.Gateway;

/// <remarks>A connection may carry its participant's calls.</remarks>
public sealed partial class Connection
{
    /// <summary>The connection carries the participant's call, or none from now on (null).</summary>
    internal void Carry(SessionId session, CarriedCall[]? calls)
    {
        lock (_gate)
            if (_feeds.TryGetValue(session, out var feed))
                feed.Carries = calls;
    }

    /// <summary>The call that it carries, for a session that has forgotten; null when it carries none.</summary>
    internal CarriedCall[]? Carries(SessionId session)
    {
        lock (_gate)
            return _feeds.TryGetValue(session, out var feed) ? feed.Carries : null;
    }

    /// <summary>The news of calls say what it carries.</summary>
    internal void FollowCall(CallPush push)
    {
        lock (_gate)
            if (_feeds.TryGetValue(push.SessionId, out var feed))
                feed.Carries = push switch
                {
                    { Taken: true } => null,
                    { Ready: { } ready } => [.. (feed.Carries ?? []).Where(call => call.With != ready.With), new CarriedCall(ready.With, ready.CallId)],
                    { Left: { } left } => feed.Carries is null ? null : [.. feed.Carries.Where(call => call.With != left)],
                    _ => feed.Carries,
                };
    }
}
