namespace Medzdrav.Contracts;

/// <summary>The templates of one staff member: nobody else reads or changes them. Key: <see cref="StaffId"/>, or <see cref="SharedKey"/> for the messages that all staff share.</summary>
[Alias("ITemplatesGrain")]
public interface ITemplatesGrain : IGrainWithStringKey
{
    /// <summary>The key of the shared ones, which those with the right <see cref="Right.KeepAnswers"/> keep. No staff member has it as an id.</summary>
    const string SharedKey = "shared";

    /// <summary>All of them, by name.</summary>
    [Alias("Read")] Task<Reply<TemplateList>> Read();

    /// <summary>Saves a new template, or changes one. Stored before the reply; idempotent by command.</summary>
    /// <param name="command">The tap.</param>
    /// <param name="template">Which one to change; null for a new one.</param>
    /// <param name="name">1 to 100 characters.</param>
    /// <param name="text">At least one text, 4,000 characters in all.</param>
    /// <returns>The stored template, or refused: invalid (says what is wrong), notFound, tooManyTemplates, commandReused.</returns>
    [Alias("Save")] Task<Reply<Template>> Save(CommandId command, TemplateId? template, string name, TemplateText text);

    /// <summary>Deletes a template. Stored before the reply; idempotent by command.</summary>
    /// <returns>Done, also where it was deleted before; or refused: commandReused.</returns>
    [Alias("Delete")] Task<Reply<Done>> Delete(CommandId command, TemplateId template);
}
