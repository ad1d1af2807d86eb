using System.Collections.Immutable;
using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>An activation's knowledge of who is connected: nothing of it is durable, gateways tell it again.</summary>
internal sealed class SessionConnections
{
    // Few of each: lists take less room than tables, and are searched as fast.
    private readonly List<(ConnectionRef Connection, ParticipantId Whose)> _joined = [];
    private readonly List<(GatewayId Id, IGatewayObserver Observer)> _gateways = [];
    private readonly List<ConnectionRef> _aside = [];
    private Dictionary<ParticipantId, DateTimeOffset>? _absentSince;
    private Audience[]? _audiences;

    /// <summary>Whether a page of the patient has joined since the activation.</summary>
    public bool HasPatientJoined { get; private set; }

    /// <summary>Whether a page of the patient is joined this moment. Somebody who left counts as present for a while, but sees nothing.</summary>
    public bool IsPatientJoined => IsHere(ParticipantId.Patient);

    /// <summary>Whether one of the patient's pages is in front, as far as they say.</summary>
    public bool IsPatientLooking => _joined.Exists(joined => joined.Whose == ParticipantId.Patient && !_aside.Contains(joined.Connection));

    /// <summary>The absent participants, and since when each is.</summary>
    public IReadOnlyDictionary<ParticipantId, DateTimeOffset> AbsentSince => _absentSince ?? (IReadOnlyDictionary<ParticipantId, DateTimeOffset>)ImmutableDictionary<ParticipantId, DateTimeOffset>.Empty;

    /// <summary>Nobody is declared absent before: after a restart everyone looks absent.</summary>
    public DateTimeOffset DeclareFrom { get; set; } = DateTimeOffset.MinValue;

    /// <summary>The absences, as the rules need them.</summary>
    public Absences Absences => new(AbsentSince, DeclareFrom);

    /// <summary>Gateways in use.</summary>
    public IEnumerable<GatewayId> Gateways => _gateways.Select(gateway => gateway.Id);

    /// <summary>The connections that get an event, by gateway; kept until the connections change.</summary>
    public IReadOnlyList<Audience> Audiences => _audiences ??= [.. _joined
        .GroupBy(joined => joined.Connection.Gateway)
        .Select(group => new Audience(
            ObserverOf(group.Key)!,
            [.. group.Where(joined => joined.Whose != ParticipantId.Patient).Select(joined => joined.Connection.Connection)],
            [.. group.Where(joined => joined.Whose == ParticipantId.Patient).Select(joined => joined.Connection.Connection)]))];

    /// <summary>A connection of a participant.</summary>
    public void Attach(ConnectionRef connection, ParticipantId participant, IGatewayObserver gateway)
    {
        _joined.RemoveAll(joined => joined.Connection == connection);
        _joined.Add((connection, participant));
        _gateways.RemoveAll(known => known.Id == connection.Gateway);
        _gateways.Add((connection.Gateway, gateway));
        HasPatientJoined |= participant == ParticipantId.Patient;
        Return(participant);
        _audiences = null;
    }

    /// <summary>A connection is gone; when it was the participant's last, the absence begins when it was last heard.</summary>
    public void Detach(ConnectionRef connection, DateTimeOffset lastHeardAt)
    {
        var place = _joined.FindIndex(joined => joined.Connection == connection);
        if (place < 0)
            return;
        var participant = _joined[place].Whose;
        _joined.RemoveAt(place);
        _aside.Remove(connection);
        _audiences = null;
        if (!IsHere(participant))
            (_absentSince ??= [])[participant] = lastHeardAt;
        if (!_joined.Exists(other => other.Connection.Gateway == connection.Gateway))
            _gateways.RemoveAll(known => known.Id == connection.Gateway);
    }

    /// <summary>A page that has joined went into the background, or is in front again.</summary>
    public void PutAside(ConnectionRef connection, bool isAside)
    {
        _aside.Remove(connection);
        if (isAside)
            _aside.Add(connection);
    }

    /// <summary>All connections of a participant are out, who is absent from now on, however long nobody was heard before.</summary>
    public void Part(ParticipantId participant, DateTimeOffset now)
    {
        foreach (var (connection, _) in _joined.Where(joined => joined.Whose == participant).ToArray())
            Detach(connection, now);
        (_absentSince ??= [])[participant] = now;
        HasPatientJoined &= participant != ParticipantId.Patient;
    }

    /// <summary>All connections of a gateway are gone.</summary>
    public void Lose(GatewayId gateway, DateTimeOffset lastHeardAt)
    {
        foreach (var (connection, _) in _joined.Where(joined => joined.Connection.Gateway == gateway).ToArray())
            Detach(connection, lastHeardAt);
    }

    /// <summary>Follows who belongs to the session: those who left lose their connections, those who came and are not connected are absent from now on.</summary>
    public void Follow(SessionState state, DateTimeOffset now)
    {
        var present = SessionRules.Present(state);
        foreach (var (connection, participant) in _joined.ToArray())
            if (!present.Contains(participant))
                Detach(connection, now);
        foreach (var participant in AbsentSince.Keys.Where(participant => !present.Contains(participant)).ToArray())
            Return(participant);
        foreach (var participant in state.Participants.Where(participant => participant.Reached == Reached.Online))
            Expect(participant, now);
    }

    /// <summary>The participant whose connection it is; null when it has not joined.</summary>
    public ParticipantId? Of(ConnectionRef connection) => _joined.FindIndex(joined => joined.Connection == connection) is >= 0 and var place ? _joined[place].Whose : null;

    /// <summary>How a joined connection's gateway is called; null when it is gone.</summary>
    public IGatewayObserver? GatewayOf(ConnectionRef connection) => Of(connection) is null ? null : ObserverOf(connection.Gateway);

    /// <summary>A participant's other connections, by gateway.</summary>
    public IEnumerable<(IGatewayObserver Gateway, string[] Connections)> Own(ParticipantId participant, ConnectionRef but) =>
        ByGateway((connection, whose) => whose == participant && connection != but);

    /// <summary>The connections of everybody but one, by gateway.</summary>
    public IEnumerable<(IGatewayObserver Gateway, string[] Connections)> Others(ParticipantId participant) => ByGateway((_, whose) => whose != participant);

    private IEnumerable<(IGatewayObserver Gateway, string[] Connections)> ByGateway(Func<ConnectionRef, ParticipantId, bool> wanted) => _joined
        .Where(joined => wanted(joined.Connection, joined.Whose))
        .GroupBy(joined => joined.Connection.Gateway, joined => joined.Connection.Connection)
        .Select(group => (ObserverOf(group.Key)!, group.ToArray()));

    private IGatewayObserver? ObserverOf(GatewayId gateway) => _gateways.Find(known => known.Id == gateway).Observer;

    private bool IsHere(ParticipantId participant) => _joined.Exists(joined => joined.Whose == participant);

    private void Expect(Participant participant, DateTimeOffset now)
    {
        if (!IsHere(participant.Id) && !AbsentSince.ContainsKey(participant.Id))
            (_absentSince ??= [])[participant.Id] = participant.AwaySince ?? now;
    }

    private void Return(ParticipantId participant)
    {
        if (_absentSince?.Remove(participant) is true && _absentSince.Count == 0)
            _absentSince = null;
    }
}

/// <summary>Connections of one gateway, by what they may see.</summary>
/// <param name="Gateway">How to call it.</param>
/// <param name="Staff">Connections that see everything.</param>
/// <param name="Patient">Connections of the patient.</param>
internal sealed record Audience(IGatewayObserver Gateway, string[] Staff, string[] Patient);
