using System.Collections.Concurrent;
using System.Collections.Immutable;
using Medzdrav.Contracts;
using Microsoft.Extensions.Options;

namespace Medzdrav.Gateway;

/// <summary>All hub connections of this process, by id and by session. Nothing here is truth: sessions and clients tell it again.</summary>
public sealed class Connections(CredentialChecks credentials, IOptions<GatewayOptions> options)
{
    private readonly ConcurrentDictionary<string, Connection> _all = new();
    private readonly ConcurrentDictionary<SessionId, QueuePositionView> _positions = new();
    private readonly Dictionary<SessionId, ImmutableArray<Connection>> _bySession = [];
    private readonly Dictionary<AccountId, ImmutableArray<Connection>> _byAccount = [];
    private readonly Lock _gate = new();

    /// <summary>How much may wait for each.</summary>
    internal long MaxWaitingBytes => options.Value.WaitingBytes;

    /// <summary>All of them.</summary>
    internal IEnumerable<Connection> All => _all.Select(entry => entry.Value);

    /// <summary>The connections of staff at a desk.</summary>
    internal IEnumerable<Connection> AtDesks => All.Where(connection => connection.Desk is not null);

    /// <summary>The connections of supervisors who look at the whole service.</summary>
    internal IEnumerable<Connection> Watching => All.Where(connection => connection.IsWatching);

    /// <summary>All sessions that somebody here joined.</summary>
    internal SessionId[] Sessions
    {
        get
        {
            lock (_gate)
                return [.. _bySession.Keys];
        }
    }

    internal void Add(Connection connection)
    {
        lock (_gate)
        {
            _all[connection.Id] = connection;
            if (connection.Caller.Account is { } account)
                _byAccount[account] = _byAccount.GetValueOrDefault(account, []).Add(connection);
        }
        // The credential may have ended after it was checked and before this.
        if (credentials.HasEnded(connection.StoredCredential, connection.Caller))
            connection.Abort();
    }

    internal Connection? Find(string id) => _all.GetValueOrDefault(id);

    /// <summary>Forgets a connection.</summary>
    /// <returns>The sessions that it had joined.</returns>
    internal SessionId[] Remove(Connection connection)
    {
        lock (_gate)
        {
            if (_all.TryRemove(connection.Id, out _) && connection.Caller.Account is { } account)
                UnlistAccount(account, connection);
            var joined = connection.Joined;
            foreach (var session in joined)
                Unlist(session, connection);
            return joined;
        }
    }

    /// <summary>The connections that joined a session.</summary>
    internal ImmutableArray<Connection> Of(SessionId session)
    {
        lock (_gate)
            return _bySession.GetValueOrDefault(session, []);
    }

    /// <summary>The connections of an account.</summary>
    internal ImmutableArray<Connection> Of(AccountId account)
    {
        lock (_gate)
            return _byAccount.GetValueOrDefault(account, []);
    }

    /// <summary>From now on the session's events are kept for this connection.</summary>
    internal void BeginJoin(Connection connection, SessionId session)
    {
        lock (_gate)
        {
            connection.BeginJoin(session);
            var others = _bySession.GetValueOrDefault(session, []);
            if (!others.Contains(connection))
                _bySession[session] = others.Add(connection);
        }
    }

    /// <summary>The join was answered, refused or lost.</summary>
    /// <returns>False when the connection is gone meanwhile.</returns>
    internal bool EndJoin(Connection connection, SessionId session, long? last, bool gone)
    {
        lock (_gate)
        {
            var here = _all.ContainsKey(connection.Id);
            if (!connection.EndJoin(session, last, gone) || !here)
                Unlist(session, connection);
            return here;
        }
    }

    /// <summary>The connection leaves a session.</summary>
    /// <returns>Whether it had joined.</returns>
    internal bool Leave(Connection connection, SessionId session)
    {
        lock (_gate)
        {
            Unlist(session, connection);
            return connection.Leave(session);
        }
    }

    /// <summary>A session that the connection joined is closed: it leaves the one that was closed longest ago, when there are many.</summary>
    internal void Close(Connection connection, SessionId session)
    {
        if (connection.Close(session) is { } oldest)
            Leave(connection, oldest);
    }

    /// <summary>Cuts all connections of a credential, by the stored form of its id.</summary>
    /// <returns>How many.</returns>
    internal int Cut(string stored) => Cut(connection => connection.StoredCredential == stored);

    /// <summary>Cuts all connections of an account.</summary>
    /// <returns>How many.</returns>
    internal int Cut(AccountId account) => Cut(connection => connection.Caller.Account == account);

    private int Cut(Func<Connection, bool> isMeant)
    {
        var own = All.Where(isMeant).ToArray();
        foreach (var connection in own)
            connection.Abort();
        return own.Length;
    }

    /// <summary>A staff member's connections go on with this standing; those whose credential it does not admit are cut.</summary>
    /// <returns>How many were cut.</returns>
    internal int Follow(Standing standing)
    {
        var cut = 0;
        foreach (var connection in All.Where(connection => connection.Caller.Staff == standing.StaffId))
            if (!connection.Follow(standing))
                cut++;
        return cut;
    }

    /// <summary>Where a waiting session stood last, for a connection that joins; a hint, no truth.</summary>
    internal QueuePositionView? PositionOf(SessionId session) => _positions.TryGetValue(session, out var position) ? position : null;

    internal void Remember(SessionId session, QueuePositionView position) => _positions[session] = position;

    internal void ForgetPosition(SessionId session) => _positions.TryRemove(session, out _);

    private void Unlist(SessionId session, Connection connection)
    {
        var left = _bySession.GetValueOrDefault(session, []).Remove(connection);
        if (left.IsEmpty)
        {
            _bySession.Remove(session);
            _positions.TryRemove(session, out _);
        }
        else
        {
            _bySession[session] = left;
        }
    }

    private void UnlistAccount(AccountId account, Connection connection)
    {
        var left = _byAccount.GetValueOrDefault(account, []).Remove(connection);
        if (left.IsEmpty)
            _byAccount.Remove(account);
        else
            _byAccount[account] = left;
    }
}
