using Medzdrav.Grains;
using Npgsql;
using NpgsqlTypes;

namespace Medzdrav.Silo;

/// <summary>The one statement that stores many commits: winners by RETURNING, claims and session rows joined to them.</summary>
internal static class PostgresAppend
{
    // The key (session, first sequence) alone decides between two writers; the condition on the row only keeps gaps out.
    // "taken" names "released" so that a claim let go here can be taken here.
    private static readonly string Sql =
        $"""
        WITH won AS (
            INSERT INTO journal (session, first_sequence, last_sequence, command, at, payload)
            SELECT p.session, p.first_sequence, p.last_sequence, p.command, p.at, p.payload
            FROM unnest(@session, @first_sequence, @last, @command, @at, @payload) AS p (session, first_sequence, last_sequence, command, at, payload)
            WHERE p.first_sequence = 1 + coalesce((SELECT s.last_sequence FROM session s WHERE s.id = p.session), 0)
            ORDER BY p.session
            ON CONFLICT DO NOTHING
            RETURNING session),
        released AS (
            DELETE FROM claim c
            USING unnest(@released_session, @released_kind, @released_key) AS r (session, kind, key), won
            WHERE r.session = won.session AND c.kind = r.kind AND c.key = r.key AND c.session = r.session
            RETURNING 1),
        taken AS (
            INSERT INTO claim (kind, key, session)
            SELECT t.kind, t.key, t.session
            FROM unnest(@taken_session, @taken_kind, @taken_key) AS t (session, kind, key)
            JOIN won ON won.session = t.session
            WHERE (SELECT count(*) FROM released) >= 0
              AND NOT EXISTS (SELECT 1 FROM claim own WHERE own.kind = t.kind AND own.key = t.key AND own.session = t.session)
            ORDER BY t.kind, t.key
            RETURNING 1),
        kept AS (
            INSERT INTO session ({SessionColumns.Names()})
            SELECT {SessionColumns.Names("r.")}
            FROM unnest({string.Join(", ", SessionColumns.All.Select(column => "@row_" + column.Name))}) AS r ({SessionColumns.Names()})
            JOIN won ON won.session = r.id
            ORDER BY r.id
            {SessionColumns.OnConflict}
            RETURNING 1)
        SELECT coalesce((SELECT array_agg(session) FROM won), ARRAY[]::text[]), clock_timestamp()
        """;

    private const string HeldSql =
        """
        SELECT c.kind, c.key FROM claim c JOIN unnest(@taken_kind, @taken_key) AS t (kind, key) ON c.kind = t.kind AND c.key = t.key
        WHERE c.session <> @session LIMIT 1
        """;

    public static NpgsqlCommand Command(NpgsqlConnection connection, List<Commit> commits)
    {
        var command = new NpgsqlCommand(Sql, connection);
        Add(command, "session", NpgsqlDbType.Text, commits, c => c.Session.Value);
        Add(command, "first_sequence", NpgsqlDbType.Bigint, commits, c => c.FirstSequence);
        Add(command, "last", NpgsqlDbType.Bigint, commits, c => c.LastSequence);
        Add(command, "command", NpgsqlDbType.Uuid, commits, c => c.Command?.Value);
        Add(command, "at", NpgsqlDbType.TimestampTz, commits, c => c.At);
        Add(command, "payload", NpgsqlDbType.Bytea, commits, c => c.Payload.ToArray());
        // A claim that is let go and taken in one commit is simply kept.
        AddClaims(command, "released", commits, c => c.Release.Except(c.Take));
        AddClaims(command, "taken", commits, c => c.Take.Distinct());
        foreach (var column in SessionColumns.All)
            Add(command, "row_" + column.Name, column.Type, commits, column.Value);
        return command;
    }

    public static NpgsqlCommand FindHeld(NpgsqlConnection connection, Commit commit)
    {
        var command = new NpgsqlCommand(HeldSql, connection);
        command.Parameters.Add(new NpgsqlParameter<string>("session", commit.Session.Value));
        AddClaims(command, "taken", [commit], c => c.Take);
        command.Parameters.Remove(command.Parameters["taken_session"]);
        return command;
    }

    private static void AddClaims(NpgsqlCommand command, string name, List<Commit> commits, Func<Commit, IEnumerable<Claim>> claims)
    {
        var all = commits.SelectMany(commit => claims(commit).Select(claim => (commit, claim))).ToList();
        Add(command, name + "_session", NpgsqlDbType.Text, all, pair => pair.commit.Session.Value);
        Add(command, name + "_kind", NpgsqlDbType.Text, all, pair => pair.claim.Kind);
        Add(command, name + "_key", NpgsqlDbType.Text, all, pair => pair.claim.Key);
    }

    private static void Add<T>(NpgsqlCommand command, string name, NpgsqlDbType type, List<T> rows, Func<T, object?> value) =>
        command.Parameters.Add(type switch
        {
            NpgsqlDbType.Text => Column(name, type, rows.ConvertAll(row => (string?)value(row))),
            NpgsqlDbType.Bigint => Column(name, type, rows.ConvertAll(row => (long?)value(row))),
            NpgsqlDbType.Boolean => Column(name, type, rows.ConvertAll(row => (bool)value(row)!)),
            NpgsqlDbType.Uuid => Column(name, type, rows.ConvertAll(row => (Guid?)value(row))),
            NpgsqlDbType.Bytea => Column(name, type, rows.ConvertAll(row => (byte[])value(row)!)),
            NpgsqlDbType.Date => Column(name, type, rows.ConvertAll(row => (DateOnly?)value(row))),
            NpgsqlDbType.TimestampTz => Column(name, type, rows.ConvertAll(row => ((DateTimeOffset?)value(row))?.UtcDateTime)),
            _ => throw new NotSupportedException(type.ToString()),
        });

    private static NpgsqlParameter<T[]> Column<T>(string name, NpgsqlDbType type, List<T> values) =>
        new() { ParameterName = name, NpgsqlDbType = NpgsqlDbType.Array | type, TypedValue = [.. values] };
}
