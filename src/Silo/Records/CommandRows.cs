using System.Data.Common;
using System.Text.Json;
using Dapper;
using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Silo;

/// <summary>Commands that change records, each with its first answer, in the transaction of its change.</summary>
internal static class CommandRows
{
    private const string Insert =
        """
        INSERT INTO command (caller, id, kind, digest, at) VALUES (@Caller, @Id, @Kind, @Digest, @At)
        ON CONFLICT (caller, id) DO NOTHING
        """;

    // The first command of a while wakes those who forget; all others find it there.
    private const string ForgetLater = "INSERT INTO due (kind, key, at) VALUES (@Kind, @Key, @At) ON CONFLICT (kind, key) DO NOTHING";

    private const string Keep = "UPDATE command SET answer = @Answer WHERE caller = @Caller AND id = @Id";

    private const string Select = "SELECT kind, digest, answer FROM command WHERE caller = @Caller AND id = @Id";

    /// <summary>Carries a command out, or gives the answer that it was given before: a refusal, too, for it depended on how the records stood.</summary>
    /// <param name="connection">In a transaction.</param>
    /// <param name="command">The command whose repeat may come.</param>
    /// <param name="change">The change that is to be made once.</param>
    public static async Task<Reply<T>> OnceAsync<T>(DbConnection connection, RecordCommand command, Func<Task<Reply<T>>> change) where T : class
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(change);
        // Of two that come at once the second waits here, until the first is stored with its answer.
        if (await connection.ExecuteAsync(Insert, new { command.Caller, Id = command.Id.ToString(), command.Kind, command.Digest, command.At }) == 0)
            return (await FirstAnswerAsync<T>(connection, command))!.Value;
        await connection.ExecuteAsync(ForgetLater, new { Kind = RecordCommand.DueKind, Key = RecordCommand.DueKey, At = command.At + RecordCommand.Kept });
        var reply = await change();
        await connection.ExecuteAsync(Keep, new { command.Caller, Id = command.Id.ToString(), Answer = JsonSerializer.Serialize(reply, WireJson.Options) });
        return reply;
    }

    /// <summary>The answer that a command was given; null when it never came.</summary>
    public static async Task<Reply<T>?> FirstAnswerAsync<T>(DbConnection connection, RecordCommand command) where T : class
    {
        ArgumentNullException.ThrowIfNull(command);
        var row = await connection.QuerySingleOrDefaultAsync<CommandRow>(Select, new { command.Caller, Id = command.Id.ToString() });
        if (row is null)
            return null;
        return row.Kind == command.Kind && row.Digest == command.Digest ? JsonSerializer.Deserialize<Reply<T>>(row.Answer, WireJson.Options) : Refusal.CommandReused;
    }

    private sealed class CommandRow
    {
        public required string Kind { get; init; }
        public required string Digest { get; init; }
        public required string Answer { get; init; }
    }
}
