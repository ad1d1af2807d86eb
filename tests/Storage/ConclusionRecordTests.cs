using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Tests.Storage;

/// <summary>A conclusion is begun and signed with a commit, and saved in between without one; its version decides between two who write.</summary>
public abstract class ConclusionRecordTests(ClassStorage storage)
{
    private static readonly ConclusionText Newer = new("Кашель", "Пять дней", "J11.1 Грипп", "Постельный режим", "I10 Гипертензия\nЗапор", 7);

    private readonly IJournal journal = storage.Get<IJournal>();
    private readonly IConclusions conclusions = storage.Get<IConclusions>();
    private readonly SessionId session = Sample.Session();
    private readonly StaffId doctor = new(Sample.Id());

    [Fact]
    public async Task A_conclusion_is_begun_once()
    {
        var begun = await BeginAsync();

        Assert.Equal(new ConclusionRecord(doctor, begun), await conclusions.FindAsync(begun.ConclusionId));
        Assert.Equal(AppendResult.RecordsDiffer, await journal.AppendAsync(Sample.Commit(session, 2, records: [new ConclusionBegun(doctor, begun with { Text = Newer })])));
        Assert.Equal(new ConclusionRecord(doctor, begun), await conclusions.FindAsync(begun.ConclusionId));
        Assert.Single(await journal.ReadAsync(session));
        Assert.Null(await conclusions.FindAsync(new ConclusionId(Sample.Id())));
    }

    [Fact]
    public async Task Each_save_makes_a_version_and_no_event()
    {
        var begun = await BeginAsync();

        var saved = (await SaveAsync(begun, basedOn: 1, at: Sample.Now.AddMinutes(1))).Value!;

        Assert.Equal(new SavedDraft(2, Sample.Now.AddMinutes(1), begun.ConclusionId), saved);
        Assert.Equal(begun with { Text = Newer, Version = 2, SavedAt = saved.SavedAt }, (await conclusions.FindAsync(begun.ConclusionId))!.Conclusion);
        Assert.Single(await journal.ReadAsync(session));
    }

    [Fact]
    public async Task A_newer_version_is_saved_over_only_by_those_who_ask_for_no_version()
    {
        var begun = await BeginAsync();
        await SaveAsync(begun, basedOn: 1);

        Assert.Equal(Refusal.ConclusionChanged, (await SaveAsync(begun, basedOn: 1)).Refusal);
        Assert.Equal(3, (await SaveAsync(begun, basedOn: null)).Value!.Version);
        Assert.Equal(Refusal.ConclusionChanged, (await SaveAsync(begun, basedOn: 3, by: new StaffId(Sample.Id()))).Refusal);
    }

    [Fact]
    public async Task Of_many_who_save_over_one_version_one_does()
    {
        var begun = await BeginAsync();

        var replies = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => SaveAsync(begun, basedOn: 1)));

        Assert.Single(replies, reply => reply.Value is { Version: 2 });
        Assert.Equal(9, replies.Count(reply => reply.Refusal == Refusal.ConclusionChanged));
    }

    [Fact]
    public async Task A_repeated_save_changes_nothing_and_gets_the_first_answer()
    {
        var begun = await BeginAsync();
        var command = Command(begun, Sample.Now);
        var first = await SaveAsync(begun, basedOn: 1, command: command);
        await SaveAsync(begun, basedOn: 2);

        Assert.Equal(first, await SaveAsync(begun, basedOn: 1, command: command with { At = Sample.Now.AddHours(1) }));
        Assert.Equal(3, (await conclusions.FindAsync(begun.ConclusionId))!.Conclusion.Version);
        Assert.Equal(Refusal.CommandReused, (await SaveAsync(begun, basedOn: 1, command: command with { Digest = "another text" })).Refusal);
        Assert.Equal(Refusal.CommandReused, (await SaveAsync(begun, basedOn: 1, command: command with { Kind = "another" })).Refusal);
    }

    [Fact]
    public async Task Signed_is_the_version_that_was_named_and_it_never_changes()
    {
        var begun = await BeginAsync();
        await SaveAsync(begun, basedOn: 1);

        Assert.Equal(AppendResult.RecordsDiffer, await SignAsync(begun, version: 1));
        Assert.Null((await conclusions.FindAsync(begun.ConclusionId))!.Conclusion.SignedAt);
        Assert.Equal(AppendResult.Stored, await SignAsync(begun, version: 2));
        Assert.Equal(AppendResult.RecordsDiffer, await SignAsync(begun, version: 2, sequence: 3));

        Assert.Equal(Refusal.AlreadySigned, (await SaveAsync(begun, basedOn: 2)).Refusal);
        var signed = (await conclusions.FindAsync(begun.ConclusionId))!.Conclusion;
        Assert.Equal((Newer, 2, Sample.Now.AddMinutes(5)), (signed.Text, signed.Version, signed.SignedAt!.Value));
    }

    [Fact]
    public async Task A_correction_is_an_edition_beside_the_one_before()
    {
        var begun = await BeginAsync();
        await SignAsync(begun, version: 1);
        var first = (await conclusions.FindAsync(begun.ConclusionId))!.Conclusion;
        Assert.Equal((1, 1, "hash", null), (first.Edition, first.Editions, first.TextHash, first.CorrectedAt));
        Assert.Equal(first, (await conclusions.FindAsync(begun.ConclusionId, 1))!.Conclusion);
        Assert.Null(await conclusions.FindAsync(begun.ConclusionId, 2));
        var second = Conclusions.Signed(first with { Text = Newer, Version = 2, SavedAt = Sample.Now.AddDays(1) }, edition: 2, Sample.Now.AddDays(1));

        Assert.Equal(AppendResult.RecordsDiffer, await ReplaceAsync(second, before: 2));
        Assert.Equal(AppendResult.RecordsDiffer, await ReplaceAsync(second, before: 1, by: new StaffId(Sample.Id())));
        Assert.Equal(AppendResult.Stored, await ReplaceAsync(second, before: 1));
        Assert.Equal(AppendResult.RecordsDiffer, await ReplaceAsync(second, before: 1, sequence: 4));

        Assert.Equal(second, (await conclusions.FindAsync(begun.ConclusionId))!.Conclusion);
        Assert.Equal(second, (await conclusions.FindAsync(begun.ConclusionId, 2))!.Conclusion);
        Assert.Equal(first with { Editions = 2, CorrectedAt = Sample.Now.AddDays(1) }, (await conclusions.FindAsync(begun.ConclusionId, 1))!.Conclusion);
        Assert.Equal(SignedText.HashOf(second), (await conclusions.FindAsync(begun.ConclusionId, 2))!.Conclusion.TextHash);
        Assert.Equal(Refusal.AlreadySigned, (await SaveAsync(begun, basedOn: 2)).Refusal);
    }

    private Task<AppendResult> ReplaceAsync(ConclusionView corrected, long before, StaffId? by = null, long sequence = 3) =>
        journal.AppendAsync(Sample.Commit(session, sequence, records: [new ConclusionReplaced(by ?? doctor, before, corrected)]));

    private async Task<ConclusionView> BeginAsync()
    {
        var begun = new ConclusionView(
            new ConclusionId(Sample.Id()), session, new PatientId(Sample.Id()), "Ромашкина Анна", new DateOnly(1990, 5, 1), "Пилюлькин Антон", QueueKind.Therapist, Sample.Now,
            new ConclusionText("Кашель", "Три дня", "ОРВИ", "Пить тёплое"), Sample.Now, null, 1);
        Assert.Equal(AppendResult.Stored, await journal.AppendAsync(Sample.Commit(session, records: [new ConclusionBegun(doctor, begun)])));
        return begun;
    }

    private Task<Reply<SavedDraft>> SaveAsync(ConclusionView conclusion, long? basedOn, DateTimeOffset? at = null, StaffId? by = null, RecordCommand? command = null) =>
        conclusions.SaveAsync(command ?? Command(conclusion, at ?? Sample.Now), new DraftSave(conclusion.ConclusionId, by ?? doctor, Newer, basedOn));

    private Task<AppendResult> SignAsync(ConclusionView conclusion, long version, long sequence = 2) => journal.AppendAsync(
        Sample.Commit(session, sequence, records: [new ConclusionSealed(doctor, conclusion.ConclusionId, version, Sample.Now.AddMinutes(5), "hash")]));

    private RecordCommand Command(ConclusionView conclusion, DateTimeOffset at) =>
        RecordCommand.Of(Caller.Of(doctor), CommandId.New(), "SaveConclusion", at, conclusion.ConclusionId.Value);
}

public sealed class SqliteConclusionRecordTests(SqliteStorage storage) : ConclusionRecordTests(storage), IClassFixture<SqliteStorage>;

public sealed class PostgresConclusionRecordTests(PostgresStorage storage) : ConclusionRecordTests(storage), IClassFixture<PostgresStorage>;
