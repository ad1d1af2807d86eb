using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Tests.Storage;

/// <summary>Templates of staff as records.</summary>
public abstract class TemplateRecordTests(ClassStorage storage)
{
    private const int Limit = 3;
    private readonly ITemplateRecords templates = storage.Get<ITemplateRecords>();
    private readonly StaffId mine = new(Sample.Id());
    private readonly StaffId others = new(Sample.Id());

    [Fact]
    public async Task A_template_is_saved_changed_and_deleted_by_its_owner_alone()
    {
        var cold = Of("ОРВИ");
        Assert.Equal(cold, (await SaveAsync(mine, cold)).Value);
        Assert.Equal([cold], await templates.OfAsync(mine, Limit));
        Assert.Empty(await templates.OfAsync(others, Limit));

        Assert.Equal(Refusal.NotFound, (await SaveAsync(others, cold with { Name = "Чужой" }, isNew: false)).Refusal);
        await templates.DeleteAsync(Command(others, "Delete"), others, cold.TemplateId);
        Assert.Equal([cold], await templates.OfAsync(mine, Limit));

        var renamed = cold with { Name = "ОРВИ, лёгкое", Text = cold.Text with { Message = "Как вы?" } };
        Assert.Equal(renamed, (await SaveAsync(mine, renamed, isNew: false)).Value);
        Assert.Equal([renamed], await templates.OfAsync(mine, Limit));
        Assert.NotNull((await templates.DeleteAsync(Command(mine, "Delete"), mine, cold.TemplateId)).Value);
        Assert.Empty(await templates.OfAsync(mine, Limit));
        Assert.Equal(Refusal.NotFound, (await SaveAsync(mine, renamed, isNew: false)).Refusal);
    }

    [Fact]
    public async Task There_are_so_many_and_no_more_in_the_order_of_names()
    {
        foreach (var name in new[] { "отит", "Ёлка", "Грипп" })
            Assert.NotNull((await SaveAsync(mine, Of(name))).Value);
        Assert.Equal(["Грипп", "Ёлка", "отит"], (await templates.OfAsync(mine, Limit)).Select(template => template.Name));
        var refused = (await SaveAsync(mine, Of("Ещё"))).Refusal!;
        Assert.Equal(("tooManyTemplates", Refusal.TemplatesMoreThan(Limit).Message), (refused.Code, refused.Message));
        Assert.NotNull((await SaveAsync(others, Of("Ещё"))).Value);
    }

    [Fact]
    public async Task A_repeated_command_changes_nothing_and_has_the_first_answer()
    {
        var cold = Of("ОРВИ");
        var command = Command(mine, "Save");
        await templates.SaveAsync(command, mine, cold, isNew: true, Limit);
        Assert.Equal(cold, (await templates.SaveAsync(command, mine, cold, isNew: true, Limit)).Value);
        Assert.Equal(Refusal.CommandReused, (await templates.SaveAsync(command with { Digest = "others" }, mine, Of("Отит"), isNew: true, Limit)).Refusal);
        Assert.Equal([cold], await templates.OfAsync(mine, Limit));
    }

    private static Template Of(string name) => new(new TemplateId(Sample.Id()), name, new TemplateText("", "", "J06.9", "Питьё\nпокой", ""));

    private static RecordCommand Command(StaffId owner, string kind) => RecordCommand.Of(Caller.Of(owner), CommandId.New(), kind, Sample.Now);

    private Task<Reply<Template>> SaveAsync(StaffId owner, Template template, bool isNew = true) => templates.SaveAsync(Command(owner, "Save"), owner, template, isNew, Limit);
}

public sealed class SqliteTemplateRecordTests(SqliteStorage storage) : TemplateRecordTests(storage), IClassFixture<SqliteStorage>;

public sealed class PostgresTemplateRecordTests(PostgresStorage storage) : TemplateRecordTests(storage), IClassFixture<PostgresStorage>;
