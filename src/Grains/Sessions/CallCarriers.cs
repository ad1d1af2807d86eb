using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>An activation's knowledge of which connection carries each participant's call, and which calls there are between them. Nothing of it is durable, gateways tell it again.</summary>
internal sealed class CallCarriers
{
    /// <summary>A call that a page left: who comes back to it has to begin anew.</summary>
    private const string Over = "";

    private readonly Dictionary<ParticipantId, ConnectionRef> _carriers = [];
    private readonly Dictionary<(ParticipantId, ParticipantId), string> _calls = [];

    /// <summary>Calls that ended because their participant went on at another page.</summary>
    private readonly Dictionary<string, ParticipantId> _replaced = [];

    /// <summary>The connection that carries a participant's call; null when none does.</summary>
    public ConnectionRef? Of(ParticipantId participant) => _carriers.TryGetValue(participant, out var carrier) ? carrier : null;

    /// <summary>A connection carries the participant's call from now on; the latest wins. Calls that the former one was in are over.</summary>
    public void Take(ParticipantId participant, ConnectionRef connection)
    {
        var isAnother = Of(participant) != connection;
        _carriers[participant] = connection;
        foreach (var pair in CallsOf(participant))
        {
            if (isAnother && _calls[pair] != Over)
                _replaced[_calls[pair]] = participant;
            _calls[pair] = Over;
        }
    }

    /// <summary>Whether the participant's call went from this page to another one that still has it: the person went on there.</summary>
    public bool WentElsewhere(ParticipantId participant, ConnectionRef connection, IEnumerable<CarriedCall> calls) =>
        _carriers.TryGetValue(participant, out var carrier) && carrier != connection
        && calls.Any(call => _replaced.TryGetValue(call.CallId, out var whose) && whose == participant);

    /// <summary>The page that was in these calls carries them again over a new connection.</summary>
    /// <returns>The calls that go on; the others were replaced meanwhile and have to begin anew.</returns>
    public IReadOnlyList<CarriedCall> Resume(ParticipantId participant, ConnectionRef connection, IReadOnlyCollection<CarriedCall> calls)
    {
        _carriers[participant] = connection;
        var kept = new List<CarriedCall>();
        foreach (var call in calls)
        {
            var pair = Pair(participant, call.With);
            // Where the other side is here already, it took its call anew and knows no former one.
            if (!_calls.TryGetValue(pair, out var known) && !_carriers.ContainsKey(call.With))
                known = _calls[pair] = call.CallId;
            if (known == call.CallId)
                kept.Add(call);
            else
                _calls[pair] = Over;
        }
        return kept;
    }

    /// <summary>The page is in these calls and in no others: what it does not name begins anew.</summary>
    public void Forget(ParticipantId participant, IReadOnlyCollection<CarriedCall> but)
    {
        foreach (var pair in CallsOf(participant))
            if (but.All(call => Pair(participant, call.With) != pair))
                _calls[pair] = Over;
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
    /// <returns>The participant whose call it carried; null for nobody's.</returns>
    public ParticipantId? Detach(ConnectionRef connection)
    {
        foreach (var (participant, carrier) in _carriers)
            if (carrier == connection)
            {
                _carriers.Remove(participant);
                return participant;
            }
        return null;
    }

    /// <summary>All connections of a gateway are gone.</summary>
    /// <returns>The participants whose calls they carried.</returns>
    public IReadOnlyList<ParticipantId> Lose(GatewayId gateway) =>
        [.. _carriers.Values.Where(carrier => carrier.Gateway == gateway).ToArray().Select(Detach).OfType<ParticipantId>()];

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
