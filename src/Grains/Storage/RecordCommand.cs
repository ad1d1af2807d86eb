using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>A command that changes records outside a session's journal. It is stored with its answer in the transaction of its change, so that a repeat changes nothing and gets the first answer; kept for <see cref="Kept"/>.</summary>
/// <param name="Caller">The caller whose command it is: the same id of somebody else is another command.</param>
/// <param name="Id">The tap.</param>
/// <param name="Kind">The kind of the command: the same id for something else is <see cref="Refusal.CommandReused"/>.</param>
/// <param name="Digest">A digest of the arguments: the same id with others is refused likewise.</param>
/// <param name="At">When it came.</param>
internal sealed record RecordCommand(string Caller, CommandId Id, string Kind, string Digest, DateTimeOffset At)
{
    /// <summary>How long a command is remembered.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    /// <summary>The due rows that wake <see cref="ICommandsGrain"/>, and its only key.</summary>
    public const string DueKind = "commands", DueKey = "all";

    /// <summary>Somebody, as their commands are stored.</summary>
    public static string KeyOf(Caller caller) => $"{caller.Kind}:{caller.Id}";

    /// <summary>A command of somebody.</summary>
    public static RecordCommand Of(Caller caller, CommandId id, string kind, DateTimeOffset at, params ReadOnlySpan<string?> arguments)
    {
        var parts = new string[arguments.Length];
        for (var i = 0; i < parts.Length; i++)
            parts[i] = arguments[i] ?? "";
        return new RecordCommand(KeyOf(caller), id, kind, DerivedId.Of(kind, parts), at);
    }
}
