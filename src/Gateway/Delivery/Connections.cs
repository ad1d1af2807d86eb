using System.Collections.Concurrent;
using Medzdrav.Contracts;

namespace Medzdrav.Gateway;

/// <summary>The connections of this process. No truth lies here: a session that forgets them asks (<see cref="IGatewayObserver.WhoHas"/>).</summary>
public sealed class Connections
{
    private readonly ConcurrentDictionary<string, Connection> _byId = new();
    private readonly ConcurrentDictionary<SessionId, ConcurrentDictionary<string, Connection>> _bySession = new();
    private readonly ConcurrentDictionary<SessionId, QueuePositionView> _positions = new();

    /// <summary>All of them.</summary>
    public IEnumerable<Connection> All => _byId.Values;

    /// <summary>Sessions that any connection joined.</summary>
    public IEnumerable<SessionId> Sessions => _bySession.Keys;

    /// <summary>The connection with this id, if it is still here.</summary>
    public Connection? Find(string id) => _byId.GetValueOrDefault(id);

    /// <summary>The connections that joined a session.</summary>
    public IEnumerable<Connection> Of(SessionId session) => _bySession.TryGetValue(session, out var joined) ? joined.Values : [];

    /// <summary>A new connection.</summary>
    public void Add(Connection connection) => _byId[connection.Id] = connection;

    /// <summary>A connection is gone.</summary>
    public void Remove(Connection connection)
    {
        _byId.TryRemove(connection.Id, out _);
        foreach (var (session, _) in connection.Joined)
            Leave(connection, session);
        connection.Complete();
    }

    /// <summary>A connection joins a session.</summary>
    public void Join(Connection connection, SessionId session, long afterSequence)
    {
        connection.Join(session, afterSequence);
        _bySession.GetOrAdd(session, _ => new()).TryAdd(connection.Id, connection);
    }

    /// <summary>A connection leaves a session.</summary>
    public void Leave(Connection connection, SessionId session)
    {
        connection.Leave(session);
        if (!_bySession.TryGetValue(session, out var joined))
            return;
        joined.TryRemove(connection.Id, out _);
        if (joined.IsEmpty && _bySession.TryRemove(session, out _))
            _positions.TryRemove(session, out _);
    }

    /// <summary>Closes all connections of a credential that was revoked.</summary>
    public void Abort(string credential)
    {
        foreach (var connection in _byId.Values)
            if (connection.Credential == credential)
                connection.Abort();
    }

    /// <summary>Keeps where a session stands for the next tab that opens.</summary>
    public void Remember(SessionId session, QueuePositionView position)
    {
        if (_bySession.ContainsKey(session))
            _positions[session] = position;
    }

    /// <summary>Where the session stood when last told.</summary>
    public QueuePositionView? PositionOf(SessionId session) => _positions.GetValueOrDefault(session);
}
