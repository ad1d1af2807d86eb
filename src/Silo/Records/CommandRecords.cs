using Dapper;
using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Silo;

/// <summary>Commands that changed records, beside their changes.</summary>
internal sealed class CommandRecords(Database database) : ICommandRecords
{
    private const string Forget =
        "DELETE FROM command WHERE (caller, id) IN (SELECT caller, id FROM command WHERE at < @before ORDER BY at LIMIT @limit)";

    public Task<Reply<T>?> FirstAnswerAsync<T>(RecordCommand command) where T : class =>
        database.ReadAsync(connection => CommandRows.FirstAnswerAsync<T>(connection, command));

    public Task<Reply<T>> AnswerAsync<T>(RecordCommand command, T answer) where T : class =>
        database.WriteAsync(connection => CommandRows.OnceAsync(connection, command, () => Task.FromResult<Reply<T>>(answer)));

    public Task<Reply<T>> RefuseAsync<T>(RecordCommand command, Refusal refusal) where T : class =>
        database.WriteAsync(connection => CommandRows.OnceAsync(connection, command, () => Task.FromResult<Reply<T>>(refusal)));

    public Task<bool> IsKnownAsync(Caller caller, CommandId command) => database.ReadAsync(connection => connection.ExecuteScalarAsync<bool>(
        "SELECT EXISTS (SELECT 1 FROM command WHERE caller = @caller AND id = @id)", new { caller = RecordCommand.KeyOf(caller), id = command.ToString() }));

    public Task<(int Forgotten, DateTimeOffset? Oldest)> ForgetAsync(DateTimeOffset before, int limit) => database.WriteAsync(async connection =>
        (await connection.ExecuteAsync(Forget, new { before, limit }),
        await connection.QuerySingleAsync<DateTimeOffset?>("SELECT min(at) FROM command")));
}
