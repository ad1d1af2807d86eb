using Medzdrav.Contracts;

namespace Medzdrav.Gateway;

public sealed partial class SessionHub
{
    private ITemplatesGrain OwnTemplates => grains.GrainOf<ITemplatesGrain>(Caller.Id);

    /// <summary>The caller's own texts for conclusions and messages.</summary>
    [Needs(Right.Answer)]
    public Task<Reply<TemplateList>> Templates() => Ask(() => OwnTemplates.Read());

    /// <summary>Saves a text of one's own, or changes it.</summary>
    [Needs(Right.Answer)]
    public Task<Reply<Template>> SaveTemplate(CommandId commandId, TemplateRequest template) =>
        Ask(() => OwnTemplates.Save(commandId, template.TemplateId, template.Name!, template.Text!));

    /// <summary>Deletes a text of one's own.</summary>
    [Needs(Right.Answer)]
    public Task<Reply<Done>> DeleteTemplate(CommandId commandId, TemplateId templateId) => Ask(() => OwnTemplates.Delete(commandId, templateId));
}
