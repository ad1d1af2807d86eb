using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>Commands that changed records, with their answers (<see cref="RecordCommand"/>). They are written by the stores whose records they change.</summary>
/// <remarks>Every method throws <see cref="StorageUnavailableException"/> when the database does not answer within 3 s.</remarks>
internal interface ICommandRecords
{
    /// <summary>The answer that a command was given; null when it never came. For those who have more to do before the change than may be done twice.</summary>
    /// <returns>The first answer, or refused: commandReused.</returns>
    Task<Reply<T>?> FirstAnswerAsync<T>(RecordCommand command) where T : class;

    /// <summary>Stores a command that changed no record, with its answer.</summary>
    /// <returns>The first answer, or refused: commandReused.</returns>
    Task<Reply<T>> AnswerAsync<T>(RecordCommand command, T answer) where T : class;

    /// <summary>Stores that a command was refused by how things stand, which may be otherwise when it is repeated.</summary>
    /// <returns>The first answer, or refused: commandReused.</returns>
    Task<Reply<T>> RefuseAsync<T>(RecordCommand command, Refusal refusal) where T : class;

    /// <summary>Whether somebody's command is stored, whatever it was for.</summary>
    Task<bool> IsKnownAsync(Caller caller, CommandId command);

    /// <summary>Forgets commands that came before an instant, the oldest first.</summary>
    /// <param name="before">The instant.</param>
    /// <param name="limit">So many at most.</param>
    /// <returns>How many, and when the oldest of the others came.</returns>
    Task<(int Forgotten, DateTimeOffset? Oldest)> ForgetAsync(DateTimeOffset before, int limit);
}
