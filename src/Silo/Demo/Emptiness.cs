using Dapper;

namespace Medzdrav.Silo;

/// <summary>Whether anybody is in the database yet.</summary>
internal sealed class Emptiness(Database database)
{
    public Task<bool> IsEmptyAsync() => database.ReadAsync(async connection =>
        await connection.ExecuteScalarAsync<int>("SELECT count(*) FROM (SELECT id FROM staff UNION ALL SELECT id FROM person UNION ALL SELECT id FROM session LIMIT 1) anybody") == 0);
}
