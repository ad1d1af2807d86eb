using Medzdrav.Client;
using Medzdrav.Contracts;

namespace Medzdrav.Tests.Gateway;

/// <summary>A long talk over the wire: the newest first, in pages that a slow line carries in a second.</summary>
public abstract class HistoryTests(Clinic clinic)
{
    private const int Messages = 60;
    private const int FirstBytes = 64 * 1024;

    [Fact]
    public async Task The_newest_come_first_then_what_was_before_and_pushes_go_on()
    {
        await using var patient = await clinic.PatientAsync();
        var session = await TalkAsync(patient);
        await using var tab = await patient.AnotherTab();

        var answer = await tab.Ask<JoinAnswer>("JoinLatest", session);
        Assert.True(answer.More);
        Assert.InRange(answer.Events.Sum(happened => happened.WireBytes()), 1, FirstBytes);
        Assert.Equal(answer.View.Sequence, answer.Events[^1].Sequence);

        await patient.Device.Command<MessageReceipt>("SendMessage", session, "ещё", Array.Empty<string>());
        await tab.Until(() => tab.Pushed.Any(pushed => pushed.Event.Sequence == answer.View.Sequence + 1), "what is said now is pushed");

        var read = answer.Events.ToList();
        for (var more = true; more;)
        {
            var page = await tab.Ask<EarlierEvents>("ReadEarlier", session, read[0].Sequence);
            read.InsertRange(0, page.Events);
            more = page.More;
        }
        Assert.Equal(Enumerable.Range(1, (int)answer.View.Sequence).Select(number => (long)number), read.Select(happened => happened.Sequence));
        Assert.Equal(Messages, read.Count(happened => happened.Kind == "message"));
    }

    [Fact]
    public async Task A_client_of_before_reads_the_same_in_pages_from_the_beginning()
    {
        await using var patient = await clinic.PatientAsync();
        var session = await TalkAsync(patient);
        await using var tab = await patient.AnotherTab();
        long last = 0;
        for (var more = true; more;)
        {
            var answer = await tab.Join(session, last);
            Assert.InRange(answer.Events.Sum(happened => happened.WireBytes()), 1, FirstBytes);
            (last, more) = (answer.Events[^1].Sequence, answer.More);
        }

        Assert.Equal(Messages, tab.Texts.Length);
    }

    [Fact]
    public async Task The_client_for_apps_begins_with_the_newest_and_goes_back()
    {
        await using var patient = await clinic.PatientAsync();
        var session = await TalkAsync(patient);
        await using var tab = await patient.AnotherTab();

        await using var joined = await tab.Client.JoinLatestAsync(session).OrThrow();
        Assert.True(joined.HasEarlier);
        Assert.True(joined.Events.Count < Messages);
        while (joined.HasEarlier)
            await joined.ReadEarlierAsync().OrThrow();

        Assert.Equal(Messages, joined.Events.Count(happened => happened.Kind == "message"));
        Assert.Equal(joined.LastSequence, joined.Events.Count);
    }

    [Fact]
    public async Task Documents_are_refused_until_there_are_any()
    {
        await using var patient = await clinic.PatientAsync();
        var session = await patient.Call();

        Assert.Equal("invalid", await patient.Device.Refused("SendMessage", CommandId.New(), session, "Смотрите", new[] { "document-1" }));
        Assert.Equal("invalid", await patient.Device.Refused("SendMessage", CommandId.New(), session, "Смотрите", Enumerable.Repeat(new string('d', 60), 3_000).ToArray()));
        await patient.Device.Command<MessageReceipt>("SendMessage", session, "Смотрите", Array.Empty<string>());
    }

    private static async Task<SessionId> TalkAsync(Patient patient)
    {
        var session = await patient.Call();
        for (var i = 0; i < Messages; i++)
            await patient.Device.Command<MessageReceipt>("SendMessage", session, new string('ы', 7_900), Array.Empty<string>());
        return session;
    }
}

[Collection(nameof(OnSqlite))]
public sealed class HistoryTestsOnSqlite(SqliteClinic clinic) : HistoryTests(clinic);

[Collection(nameof(OnPostgres))]
public sealed class HistoryTestsOnPostgres(PostgresClinic clinic) : HistoryTests(clinic);
