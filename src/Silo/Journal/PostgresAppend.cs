namespace Medzdrav.Silo;

/// <summary>The statements that store many commits at once. Each answers with one row: the sessions that did not win, or null when all did, and the database's clock.</summary>
internal static class PostgresAppend
{
    // The keys alone decide between two writers: who comes second fails on them, and is tried again alone.
    // The condition only keeps gaps out, and finds most conflicts without a failure.
    // Sorted by the caller: two silos lock in one order.
    private const string InsertCommits =
        """
        INSERT INTO journal (session, first_sequence, last_sequence, command, at, payload)
        SELECT p.session, p.first_sequence, p.last_sequence, p.command, p.at, p.payload
        FROM unnest($1, $2, $3, $4, $5, $6) AS p (session, first_sequence, last_sequence, command, at, payload)
        WHERE p.first_sequence = 1 + coalesce((SELECT j.last_sequence FROM journal j WHERE j.session = p.session ORDER BY j.first_sequence DESC LIMIT 1), 0)
        RETURNING session
        """;

    private const string Answer =
        "SELECT CASE WHEN count(*) < cardinality($1) THEN ARRAY(SELECT unnest($1) EXCEPT SELECT session FROM won) END, clock_timestamp() FROM won";

    /// <summary>Commits that keep their rows and claims.</summary>
    public const string Events = $"WITH won AS ({InsertCommits}) {Answer}";

    /// <summary>Commits with their rows, and with claims: released ones from $7, taken ones from $10, rows from $13 on.</summary>
    // "taken" names "released" so that a claim let go here can be taken here.
    public static readonly string Whole =
        $"""
        WITH won AS ({InsertCommits}),
        released AS (
            DELETE FROM claim c
            USING unnest($7, $8, $9) AS r (session, kind, key), won
            WHERE r.session = won.session AND c.kind = r.kind AND c.key = r.key AND c.session = r.session
            RETURNING 1),
        taken AS (
            INSERT INTO claim (kind, key, session)
            SELECT t.kind, t.key, t.session
            FROM unnest($10, $11, $12) AS t (session, kind, key)
            JOIN won ON won.session = t.session
            WHERE (SELECT count(*) FROM released) >= 0
              AND NOT EXISTS (SELECT 1 FROM claim own WHERE own.kind = t.kind AND own.key = t.key AND own.session = t.session)
            ORDER BY t.kind, t.key
            RETURNING 1),
        kept AS (
            INSERT INTO session ({SessionColumns.Names()})
            SELECT {SessionColumns.Names("r.")}
            FROM unnest({string.Join(", ", SessionColumns.All.Select((_, place) => $"${13 + place}"))}) AS r ({SessionColumns.Names()})
            JOIN won ON won.session = r.id
            ORDER BY r.id
            {SessionColumns.OnConflict}
            RETURNING 1)
        {Answer}
        """;

    /// <summary>A wanted claim that another session holds.</summary>
    public const string Held =
        """
        SELECT c.kind, c.key FROM claim c JOIN unnest($1, $2) AS t (kind, key) ON c.kind = t.kind AND c.key = t.key
        WHERE c.session <> $3 LIMIT 1
        """;
}
