using Medzdrav.Contracts;

namespace Medzdrav.Gateway;

/// <remarks>The page behind a connection may be in the background.</remarks>
public sealed partial class Connection
{
    /// <summary>The page says whether it is in the background.</summary>
    internal void PutAside(SessionId session, bool isAside)
    {
        lock (_gate)
            if (_feeds.TryGetValue(session, out var feed))
                feed.IsAside = isAside;
    }

    /// <summary>Whether it said so last, for a session that has forgotten.</summary>
    internal bool IsAside(SessionId session)
    {
        lock (_gate)
            return _feeds.TryGetValue(session, out var feed) && feed.IsAside;
    }
}
