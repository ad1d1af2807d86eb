using System.Collections.Concurrent;
using System.Threading.Channels;
using Medzdrav.Contracts;

namespace Medzdrav.Gateway;

/// <summary>One SignalR connection: who it is, what it joined, and what waits to be written to it. Writing never blocks who pushes: a full channel aborts the connection, and the client comes back with its last sequence.</summary>
public sealed class Connection
{
    private const int MaxWaiting = 1_024;

    private readonly Channel<Outgoing> _outgoing = Channel.CreateBounded<Outgoing>(
        new BoundedChannelOptions(MaxWaiting) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    private readonly ConcurrentDictionary<SessionId, long> _written = new();
    private readonly Action _abort;

    /// <summary>A connection that was just made.</summary>
    /// <param name="id">SignalR's id.</param>
    /// <param name="caller">Who.</param>
    /// <param name="credential">The credential it came with.</param>
    /// <param name="role">What a staff member is on duty as; null for others.</param>
    /// <param name="abort">Closes it.</param>
    public Connection(string id, Caller caller, string credential, StaffRole? role, Action abort)
    {
        (Id, Caller, Credential, Role, _abort) = (id, caller, credential, role, abort);
    }

    /// <summary>SignalR's id.</summary>
    public string Id { get; }

    /// <summary>Who.</summary>
    public Caller Caller { get; }

    /// <summary>The credential it came with.</summary>
    public string Credential { get; }

    /// <summary>What a staff member is on duty as.</summary>
    public StaffRole? Role { get; }

    /// <summary>What it joined, with the last event written.</summary>
    public IReadOnlyCollection<KeyValuePair<SessionId, long>> Joined => _written;

    /// <summary>Whether it joined a session.</summary>
    public bool HasJoined(SessionId session) => _written.ContainsKey(session);

    /// <summary>The last event written of a session; 0 when not joined.</summary>
    public long Written(SessionId session) => _written.GetValueOrDefault(session);

    /// <summary>Counts a session as joined, before the grain is asked: pushes may come earlier than its answer.</summary>
    public void Join(SessionId session, long afterSequence) => _written.AddOrUpdate(session, afterSequence, (_, known) => Math.Max(known, afterSequence));

    /// <summary>Forgets a session.</summary>
    public void Leave(SessionId session) => _written.TryRemove(session, out _);

    /// <summary>Puts something into the channel; a connection that does not keep up is closed.</summary>
    public void Send(Outgoing outgoing)
    {
        if (!_outgoing.Writer.TryWrite(outgoing))
            Abort();
    }

    /// <summary>Closes the connection; what waits is dropped, the client asks for it again.</summary>
    public void Abort()
    {
        _outgoing.Writer.TryComplete();
        _abort();
    }

    /// <summary>Ends the pump.</summary>
    public void Complete() => _outgoing.Writer.TryComplete();

    /// <summary>Writes what comes until the connection is gone.</summary>
    public async Task PumpAsync(ISessionClient client, CancellationToken gone)
    {
        await foreach (var outgoing in _outgoing.Reader.ReadAllAsync(gone))
        {
            if (outgoing.Session is { } session && outgoing.Sequence > 0 && !Advance(session, outgoing.Sequence))
                continue;
            await outgoing.Write(client);
        }
    }

    /// <summary>An event goes out once: what was written already, or belongs to a session that was left, does not.</summary>
    private bool Advance(SessionId session, long sequence)
    {
        if (!_written.TryGetValue(session, out var written) || sequence <= written)
            return false;
        _written[session] = sequence;
        return true;
    }
}
