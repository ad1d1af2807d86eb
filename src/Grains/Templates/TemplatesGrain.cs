using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>A staff member's templates, or the shared ones, as the records have them: one grain a member, so that two windows save one after the other.</summary>
internal sealed class TemplatesGrain(ITemplateRecords templates, TimeProvider clock) : Grain, ITemplatesGrain
{
    private static readonly StaffId Everybody = new(ITemplatesGrain.SharedKey);

    private StaffId Owner => new(this.GetPrimaryKeyString());

    /// <inheritdoc />
    public async Task<Reply<TemplateList>> Read() =>
        new TemplateList(
            [.. await templates.OfAsync(Owner, Template.MaxTemplates)], Template.MaxTemplates, Template.MaxCharacters,
            Owner == Everybody ? [] : [.. await templates.OfAsync(Everybody, Template.MaxTemplates)]);

    /// <inheritdoc />
    public async Task<Reply<Template>> Save(CommandId command, TemplateId? template, string name, TemplateText text)
    {
        // A repeated command names the template that the first one made.
        var id = template ?? new TemplateId(DerivedId.Of("template", Owner.Value, command.ToString()));
        var checkedOne = TemplateRules.Of(id, name, text, isShared: Owner == Everybody);
        if (checkedOne.Value is not { } wanted)
            return checkedOne;
        var order = Order(command, nameof(Save), id, wanted.Name, text.Complaints, text.History, text.Diagnosis, text.Recommendations, text.Message);
        return await templates.SaveAsync(order, Owner, wanted, isNew: template is null, Template.MaxTemplates);
    }

    /// <inheritdoc />
    public Task<Reply<Done>> Delete(CommandId command, TemplateId template) => templates.DeleteAsync(Order(command, nameof(Delete), template), Owner, template);

    private RecordCommand Order(CommandId command, string verb, TemplateId template, params ReadOnlySpan<string?> arguments) =>
        RecordCommand.Of(Caller.Of(Owner), command, verb + nameof(Template), clock.GetUtcNow(), [template.Value, .. arguments]);
}
