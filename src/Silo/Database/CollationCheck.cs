using Dapper;
using Microsoft.Extensions.Logging;

namespace Medzdrav.Silo;

/// <summary>Looks at the start whether PostgreSQL sorts texts as it did when the database was made: an update of the operating system changes that under it.</summary>
public sealed partial class CollationCheck
{
    private const string NotesVersion = "SELECT current_setting('server_version_num')::int >= 150000";

    private const string Versions =
        """
        SELECT datname AS name, datcollversion AS made, pg_database_collation_actual_version(oid) AS now
        FROM pg_database WHERE datname = current_database()
        """;

    private readonly Database _database;
    private readonly ILogger<CollationCheck> _log;

    internal CollationCheck(Database database, ILogger<CollationCheck> log) => (_database, _log) = (database, log);

    /// <summary>Writes a warning into the log where the versions differ. SQLite, and PostgreSQL before version 15, note none.</summary>
    /// <param name="cancellation">Gives up.</param>
    public async Task WarnAsync(CancellationToken cancellation = default)
    {
        if (_database.Kind != DatabaseKind.Postgres)
            return;
        var versions = await _database.ReadAsync(async connection => await connection.ExecuteScalarAsync<bool>(NotesVersion)
            ? await connection.QuerySingleAsync<CollationVersions>(Versions)
            : null, cancellation);
        if (versions?.Differ == true)
            LogDiffers(_log, versions.Name, versions.Made!, versions.Now ?? "none", versions.Mend);
    }
}

/// <summary>The versions of the rules by which a database's texts are sorted.</summary>
internal sealed class CollationVersions
{
    /// <summary>The database.</summary>
    public required string Name { get; init; }

    /// <summary>The version with which it was made; null where the rules have none, as those of the locale C.</summary>
    public string? Made { get; init; }

    /// <summary>The version that the server's machine has now; null where the rules have none.</summary>
    public string? Now { get; init; }

    /// <summary>Whether indexes may be in another order than the server looks them up by.</summary>
    public bool Differ => Made is not null && Made != Now;

    /// <summary>The statements that mend it.</summary>
    public string Mend => $"REINDEX DATABASE {Quoted}; ALTER DATABASE {Quoted} REFRESH COLLATION VERSION;";

    private string Quoted => $"\"{Name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
