using Medzdrav.Contracts;
using Medzdrav.Grains;
using Medzdrav.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Medzdrav.Tests.Storage;

/// <summary>Files that earlier versions wrote: every later one must read them.</summary>
public sealed class JournalFileTests
{
    [Fact]
    public async Task The_journal_of_version_1_is_read()
    {
        await using var storage = await OpenAsync("journal-v1.db");

        var stored = await storage.Services.GetRequiredService<IJournal>().ReadAsync(KeptSession.Id);

        var expected = KeptSession.Commits().ToList();
        Assert.Equal(expected.Select(commit => (commit[0].Sequence, commit[^1].Sequence)), stored.Select(commit => (commit.FirstSequence, commit.LastSequence)));
        Assert.Equal(expected.Select(JournalCodec.Encode), stored.Select(commit => JournalCodec.Encode([.. JournalCodec.Decode(commit)])));
        var state = stored.SelectMany(JournalCodec.Decode).Aggregate(SessionState.New(KeptSession.Id), (folded, happened) => folded.Apply(happened));
        Assert.Equal((SessionPhase.Closed, CloseReason.CancelledByPatient), (state.Phase, state.CloseReason));
    }

    [Fact]
    public async Task Every_kind_of_event_is_in_the_file_of_version_1()
    {
        var kinds = typeof(SessionFact).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(SessionFact)));
        await using var storage = await OpenAsync("journal-v1.db");

        var stored = await storage.Services.GetRequiredService<IJournal>().ReadAsync(KeptSession.Id);

        var kept = stored.SelectMany(JournalCodec.Decode).Select(happened => happened.Fact.GetType()).ToHashSet();
        Assert.Subset(kinds.ToHashSet(), kept);
        Assert.Equal(18, kept.Count);
    }

    [Fact]
    public async Task The_records_of_version_1_are_read()
    {
        await using var storage = await OpenAsync("journal-v1.db");

        var entry = Assert.Single(await storage.Services.GetRequiredService<ISessionRows>().CalendarAsync([new PatientId("kept-patient")]));
        Assert.Equal((KeptSession.Id, SessionPhase.Closed, "Айболитов Корней Иванович"), (entry.SessionId, entry.Phase, entry.DoctorName));
        var conclusion = await storage.Services.GetRequiredService<IConclusions>().FindAsync(entry.Conclusion!.Value);
        Assert.Equal(KeptSession.Conclusion, conclusion!.Conclusion);
        var consultation = Assert.Single(entry.Consultations);
        Assert.Equal((entry.Conclusion, "Айболитов Корней Иванович", KeptSession.OpenedAt.AddMinutes(9)), (consultation.Conclusion, consultation.DoctorName, consultation.StartedAt));
        var family = await storage.Services.GetRequiredService<IPeople>().OfPhoneAsync("+79000009999");
        Assert.All(family.SelectMany(person => person.Policies), policy => Assert.Equal(InsurerId.Default, policy.Insurer.InsurerId));
        Assert.Equal(0, await storage.ScalarAsync("SELECT count(*) FROM policy WHERE phone IS NULL", new { }));
        Assert.Equal([2026, 2020], family.Select(person => person.Policies.Max(policy => policy.ValidFrom.Year)));
    }

    [Fact]
    public async Task A_kept_session_goes_on()
    {
        await using var storage = await OpenAsync("journal-v1.db");
        var journal = storage.Services.GetRequiredService<IJournal>();
        var head = Assert.Single(await journal.HeadsAsync([KeptSession.Id])).Sequence;

        Assert.Equal(AppendResult.Conflict, await journal.AppendAsync(Sample.Commit(KeptSession.Id, head, row: KeptSession.Row(closed: true))));
        Assert.Equal(AppendResult.Stored, await journal.AppendAsync(Sample.Commit(KeptSession.Id, head + 1, row: KeptSession.Row(closed: true))));
    }

    private static Task<StorageFixture> OpenAsync(string name) =>
        StorageFixture.OpenCopyAsync(Path.Combine(AppContext.BaseDirectory, "Data", name));
}
