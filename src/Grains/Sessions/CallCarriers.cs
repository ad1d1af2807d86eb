using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>One activation's knowledge of which connection carries each participant's call, and which calls there are between them. Nothing of it is durable, gateways tell it again.</summary>
public sealed class CallCarriers
{
    /// <summary>A call that a page left: who comes back to it has to begin anew.</summary>
    private const string Over = "";

    private readonly Dictionary<ParticipantId, ConnectionRef> _carriers = [];
    private readonly Dictionary<(ParticipantId, ParticipantId), string> _calls = [];

    /// <summary>The connection that carries a participant's call; null when none does.</summary>
    public ConnectionRef? Of(ParticipantId participant) => _carriers.TryGetValue(participant, out var carrier) ? carrier : null;

    /// <summary>A connection carries the participant's call from now on; the latest wins. Calls that the former one was in are over.</summary>
    public void Take(ParticipantId participant, ConnectionRef connection)
    {
        _carriers[participant] = connection;
        foreach (var pair in CallsOf(participant))
            _calls[pair] = Over;
    }

    /// <summary>The page that was in a call carries it again over a new connection.</summary>
    /// <returns>False when that call was replaced meanwhile: it has to begin anew.</returns>
    public bool Resume(ParticipantId participant, ConnectionRef connection, IEnumerable<CarriedCall> calls)
    {
        _carriers[participant] = connection;
        var isCurrent = true;
        foreach (var (with, callId) in calls)
            if (_calls.TryGetValue(Pair(participant, with), out var known))
                isCurrent &= known == callId;
            else if (_carriers.ContainsKey(with))
                isCurrent = false; // The other side took its call anew, and knows no former one.
            else
                _calls[Pair(participant, with)] = callId;
        return isCurrent;
    }

    /// <summary>Begins the call between two carriers anew.</summary>
    /// <returns>Its id; null when one of them is not carried, or the call is there already.</returns>
    public string? Begin(ParticipantId one, ParticipantId other)
    {
        if (!_carriers.ContainsKey(one) || !_carriers.ContainsKey(other) || _calls.GetValueOrDefault(Pair(one, other), Over) != Over)
            return null;
        return _calls[Pair(one, other)] = Guid.NewGuid().ToString("N");
    }

    /// <summary>A connection is gone. The call stays: its media may still flow, and the page comes back to it.</summary>
    public void Detach(ConnectionRef connection)
    {
        foreach (var (participant, carrier) in _carriers.ToArray())
            if (carrier == connection)
                _carriers.Remove(participant);
    }

    /// <summary>All connections of a gateway are gone.</summary>
    public void Lose(GatewayId gateway)
    {
        foreach (var connection in _carriers.Values.Where(carrier => carrier.Gateway == gateway).ToArray())
            Detach(connection);
    }

    /// <summary>A participant carries no call any more.</summary>
    public void Drop(ParticipantId participant)
    {
        _carriers.Remove(participant);
        foreach (var pair in CallsOf(participant))
            _calls.Remove(pair);
    }

    /// <summary>Only these are in the session now.</summary>
    public void Keep(IReadOnlyCollection<ParticipantId> present)
    {
        foreach (var participant in _carriers.Keys.Concat(_calls.Keys.SelectMany(pair => new[] { pair.Item1, pair.Item2 })).Distinct().ToArray())
            if (!present.Contains(participant))
                Drop(participant);
    }

    private (ParticipantId, ParticipantId)[] CallsOf(ParticipantId participant) =>
        [.. _calls.Keys.Where(pair => pair.Item1 == participant || pair.Item2 == participant)];

    private static (ParticipantId, ParticipantId) Pair(ParticipantId one, ParticipantId other) =>
        string.CompareOrdinal(one.Value, other.Value) < 0 ? (one, other) : (other, one);
}
