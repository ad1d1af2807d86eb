using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>The templates of staff.</summary>
/// <remarks>Every method throws <see cref="StorageUnavailableException"/> when the database does not answer within 3 s.</remarks>
internal interface ITemplateRecords
{
    /// <summary>A member's templates, by name.</summary>
    Task<IReadOnlyList<Template>> OfAsync(StaffId owner, int limit);

    /// <summary>Adds a template, or changes one of the member's. Idempotent by command.</summary>
    /// <param name="command">The tap.</param>
    /// <param name="owner">The member.</param>
    /// <param name="template">All of it.</param>
    /// <param name="isNew">Whether it is to be added.</param>
    /// <param name="limit">How many the member may have.</param>
    /// <returns>The stored one, or refused: notFound (not the member's), tooManyTemplates, commandReused.</returns>
    Task<Reply<Template>> SaveAsync(RecordCommand command, StaffId owner, Template template, bool isNew, int limit);

    /// <summary>Deletes a template of the member's; one that is not there stays so. Idempotent by command.</summary>
    /// <returns>Done, or refused: commandReused.</returns>
    Task<Reply<Done>> DeleteAsync(RecordCommand command, StaffId owner, TemplateId template);
}
