using Medzdrav.Contracts;

namespace Medzdrav.Gateway;

public sealed partial class SessionHub
{
    private ITemplatesGrain OwnTemplates => grains.GrainOf<ITemplatesGrain>(Caller.Id);

    private ITemplatesGrain TemplatesOfAll => grains.GrainOf<ITemplatesGrain>(ITemplatesGrain.SharedKey);

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

    /// <summary>The messages that all staff share, for those who keep them.</summary>
    [Needs(Right.KeepAnswers)]
    public Task<Reply<TemplateList>> SharedTemplates() => Ask(() => TemplatesOfAll.Read());

    /// <summary>Saves a message that all staff share, or changes it.</summary>
    [Needs(Right.KeepAnswers)]
    public Task<Reply<Template>> SaveSharedTemplate(CommandId commandId, TemplateRequest template) =>
        Ask(() => TemplatesOfAll.Save(commandId, template.TemplateId, template.Name!, template.Text!));

    /// <summary>Deletes a message that all staff share.</summary>
    [Needs(Right.KeepAnswers)]
    public Task<Reply<Done>> DeleteSharedTemplate(CommandId commandId, TemplateId templateId) => Ask(() => TemplatesOfAll.Delete(commandId, templateId));
}
