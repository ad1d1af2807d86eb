using Medzdrav.Grains;
using Npgsql;
using NpgsqlTypes;

namespace Medzdrav.Silo;

/// <summary>A statement that stores commits, with its parameters.</summary>
internal sealed class PostgresStatement
{
    private readonly List<PostgresColumn<Commit>> _commits =
    [
        new PostgresColumn<Commit, string>(NpgsqlDbType.Text, commit => commit.Session.Value),
        new PostgresColumn<Commit, long>(NpgsqlDbType.Bigint, commit => commit.FirstSequence),
        new PostgresColumn<Commit, long>(NpgsqlDbType.Bigint, commit => commit.LastSequence),
        new PostgresColumn<Commit, Guid?>(NpgsqlDbType.Uuid, commit => commit.Command?.Value),
        new PostgresColumn<Commit, DateTime>(NpgsqlDbType.TimestampTz, commit => commit.At.UtcDateTime),
        new PostgresColumn<Commit, ReadOnlyMemory<byte>>(NpgsqlDbType.Bytea, commit => commit.Payload),
    ];

    private readonly List<PostgresColumn<(Commit Commit, Claim Claim)>> _released = Claims();
    private readonly List<PostgresColumn<(Commit Commit, Claim Claim)>> _taken = Claims();
    private readonly List<PostgresColumn<Commit>> _rows = [];

    private PostgresStatement(string sql) => Command = new NpgsqlBatchCommand(sql);

    /// <summary>It as a part of a batch.</summary>
    public NpgsqlBatchCommand Command { get; }

    /// <summary>For commits that keep their rows and claims.</summary>
    public static PostgresStatement Events()
    {
        var statement = new PostgresStatement(PostgresAppend.Events);
        statement.Bind(statement._commits);
        return statement;
    }

    /// <summary>For all others.</summary>
    public static PostgresStatement Whole()
    {
        var statement = new PostgresStatement(PostgresAppend.Whole);
        statement._rows.AddRange(SessionColumns.All.Select(column => PostgresColumn<Commit>.Of(column.Type, column.Value)));
        statement.Bind(statement._commits);
        statement.Bind(statement._released);
        statement.Bind(statement._taken);
        statement.Bind(statement._rows);
        return statement;
    }

    /// <summary>Forgets the last run's commits.</summary>
    public void Clear()
    {
        _commits.ForEach(column => column.Clear());
        _released.ForEach(column => column.Clear());
        _taken.ForEach(column => column.Clear());
        _rows.ForEach(column => column.Clear());
    }

    public void Add(Commit commit)
    {
        foreach (var column in _commits)
            column.Add(commit);
        foreach (var column in _rows)
            column.Add(commit);
        // As after every message.
        if (commit.Take.Count == 0 && commit.Release.Count == 0)
            return;
        // A claim that is let go and taken in one commit is simply kept.
        foreach (var claim in commit.Release.Except(commit.Take))
            _released.ForEach(column => column.Add((commit, claim)));
        foreach (var claim in commit.Take.Distinct())
            _taken.ForEach(column => column.Add((commit, claim)));
    }

    private void Bind<TRow>(List<PostgresColumn<TRow>> columns)
    {
        foreach (var column in columns)
            Command.Parameters.Add(column.Parameter);
    }

    private static List<PostgresColumn<(Commit Commit, Claim Claim)>> Claims() =>
    [
        new PostgresColumn<(Commit Commit, Claim Claim), string>(NpgsqlDbType.Text, pair => pair.Commit.Session.Value),
        new PostgresColumn<(Commit Commit, Claim Claim), string>(NpgsqlDbType.Text, pair => pair.Claim.Kind),
        new PostgresColumn<(Commit Commit, Claim Claim), string>(NpgsqlDbType.Text, pair => pair.Claim.Key),
    ];
}
