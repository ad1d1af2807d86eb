using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>One activation's knowledge of who is connected: nothing of it is durable, gateways tell it again.</summary>
public sealed class SessionConnections
{
    private readonly Dictionary<ConnectionRef, ParticipantId> _connections = [];
    private readonly Dictionary<GatewayId, IGatewayObserver> _gateways = [];
    private readonly Dictionary<ParticipantId, DateTimeOffset> _absentSince = [];
    private Audience[]? _audiences;

    /// <summary>Who is absent, and since when.</summary>
    public IReadOnlyDictionary<ParticipantId, DateTimeOffset> AbsentSince => _absentSince;

    /// <summary>Gateways in use.</summary>
    public IReadOnlyCollection<GatewayId> Gateways => _gateways.Keys;

    /// <summary>Who gets an event, by gateway; kept until the connections change.</summary>
    public IReadOnlyList<Audience> Audiences => _audiences ??= [.. _connections
        .GroupBy(connection => connection.Key.Gateway)
        .Select(group => new Audience(
            _gateways[group.Key],
            [.. group.Where(connection => connection.Value != ParticipantId.Patient).Select(connection => connection.Key.Connection)],
            [.. group.Where(connection => connection.Value == ParticipantId.Patient).Select(connection => connection.Key.Connection)]))];

    /// <summary>A connection of a participant.</summary>
    public void Attach(ConnectionRef connection, ParticipantId participant, IGatewayObserver gateway)
    {
        _connections[connection] = participant;
        _gateways[connection.Gateway] = gateway;
        _absentSince.Remove(participant);
        _audiences = null;
    }

    /// <summary>A connection is gone; when it was the participant's last, the absence begins when it was last heard.</summary>
    public void Detach(ConnectionRef connection, DateTimeOffset lastHeardAt)
    {
        if (!_connections.Remove(connection, out var participant))
            return;
        _audiences = null;
        if (!_connections.ContainsValue(participant))
            _absentSince[participant] = lastHeardAt;
        if (!_connections.Keys.Any(other => other.Gateway == connection.Gateway))
            _gateways.Remove(connection.Gateway);
    }

    /// <summary>All connections of a gateway are gone.</summary>
    public void Lose(GatewayId gateway, DateTimeOffset lastHeardAt)
    {
        foreach (var connection in _connections.Keys.Where(connection => connection.Gateway == gateway).ToArray())
            Detach(connection, lastHeardAt);
    }

    /// <summary>Follows who belongs to the session: those who left lose their connections, those who came and are not connected are absent from now on.</summary>
    public void Follow(SessionState state, DateTimeOffset now)
    {
        var present = SessionRules.Present(state);
        foreach (var (connection, participant) in _connections.ToArray())
            if (!present.Contains(participant))
                Detach(connection, now);
        foreach (var participant in _absentSince.Keys.Where(participant => !present.Contains(participant)).ToArray())
            _absentSince.Remove(participant);
        foreach (var participant in present)
            Expect(participant, state, now);
    }

    /// <summary>Whose connection it is; null when it has not joined.</summary>
    public ParticipantId? Of(ConnectionRef connection) => _connections.TryGetValue(connection, out var participant) ? participant : null;

    /// <summary>How a joined connection's gateway is called; null when it is gone.</summary>
    public IGatewayObserver? GatewayOf(ConnectionRef connection) => _connections.ContainsKey(connection) ? _gateways.GetValueOrDefault(connection.Gateway) : null;

    /// <summary>A participant's other connections, by gateway.</summary>
    public IEnumerable<(IGatewayObserver Gateway, string[] Connections)> Own(ParticipantId participant, ConnectionRef but) =>
        ByGateway((connection, whose) => whose == participant && connection != but);

    /// <summary>The connections of everybody but one, by gateway.</summary>
    public IEnumerable<(IGatewayObserver Gateway, string[] Connections)> Others(ParticipantId participant) => ByGateway((_, whose) => whose != participant);

    private IEnumerable<(IGatewayObserver Gateway, string[] Connections)> ByGateway(Func<ConnectionRef, ParticipantId, bool> wanted) => _connections
        .Where(connection => wanted(connection.Key, connection.Value))
        .GroupBy(connection => connection.Key.Gateway, connection => connection.Key.Connection)
        .Select(group => (_gateways[group.Key], group.ToArray()));

    private void Expect(ParticipantId participant, SessionState state, DateTimeOffset now)
    {
        if (!_connections.ContainsValue(participant) && !_absentSince.ContainsKey(participant))
            _absentSince[participant] = state.Dropped.TryGetValue(participant, out var since) ? since : now;
    }
}

/// <summary>Connections of one gateway, by what they may see.</summary>
/// <param name="Gateway">How to call it.</param>
/// <param name="Staff">Connections that see everything.</param>
/// <param name="Patient">Connections of the patient.</param>
public sealed record Audience(IGatewayObserver Gateway, string[] Staff, string[] Patient);
