namespace Medzdrav.Silo;

/// <summary>Which database keeps the truth.</summary>
public enum DatabaseKind
{
    /// <summary>Two files in <see cref="StorageOptions.DataDirectory"/>; one process.</summary>
    Sqlite,

    /// <summary>PostgreSQL 14 or later; one process or a cluster.</summary>
    Postgres,
}

/// <summary>Where and how the platform stores. Configuration section <c>Storage</c>.</summary>
public sealed class StorageOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Storage";

    /// <summary><c>Sqlite</c> (default) or <c>Postgres</c>.</summary>
    public DatabaseKind Database { get; set; } = DatabaseKind.Sqlite;

    /// <summary>The folder of <c>medzdrav.db</c> and <c>grains.db</c>; made when missing. Default <c>data</c>. SQLite only.</summary>
    public string DataDirectory { get; set; } = "data";

    /// <summary>Npgsql's connection string; required for PostgreSQL. Time-outs in it are replaced by ours.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>Commits that may wait for the writer; callers of further ones wait. 1 to 100,000, default 4,096.</summary>
    public int WaitingCommits { get; set; } = 4096;

    /// <summary>Commits that are stored in one go. 1 to 2,000, default 256.</summary>
    public int CommitsAtOnce { get; set; } = 256;

    /// <summary>How soon after one batch of a few commits the next begins; an idle writer stores at once. 0 to 100 ms. Default 3 ms on SQLite, whose batches cost our own process; 0 on PostgreSQL, where those who wait for the batch before are company enough.</summary>
    public TimeSpan? BatchEvery { get; set; }

    /// <summary><see cref="BatchEvery"/>, or what it is by default.</summary>
    internal TimeSpan Pause => BatchEvery ?? (Database == DatabaseKind.Sqlite ? TimeSpan.FromMilliseconds(3) : TimeSpan.Zero);

    /// <summary>How long anybody waits for the database. 0.1 s to 30 s, default 3 s.</summary>
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>The fault of these options; null when there is none.</summary>
    internal string? Fault() => this switch
    {
        { Database: DatabaseKind.Postgres } when string.IsNullOrWhiteSpace(ConnectionString) => "Storage:ConnectionString is missing: PostgreSQL needs it.",
        { DataDirectory: "" } => "Storage:DataDirectory is empty.",
        { WaitingCommits: < 1 or > 100_000 } => "Storage:WaitingCommits is not between 1 and 100,000.",
        { CommitsAtOnce: < 1 or > 2000 } => "Storage:CommitsAtOnce is not between 1 and 2,000.",
        { Pause.TotalMilliseconds: < 0 or > 100 } => "Storage:BatchEvery is not between 0 and 100 ms.",
        { Patience.TotalSeconds: < 0.1 or > 30 } => "Storage:Patience is not between 0.1 s and 30 s.",
        _ => null,
    };

    internal string RecordsFile => Path.Combine(DataDirectory, "medzdrav.db");

    internal string GrainsFile => Path.Combine(DataDirectory, "grains.db");
}
