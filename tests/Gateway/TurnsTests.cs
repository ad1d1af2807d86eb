using Medzdrav.Contracts;
using Medzdrav.Gateway;

namespace Medzdrav.Tests.Gateway;

/// <summary>Which of one connection's calls wait for which.</summary>
public sealed class TurnsTests
{
    private static readonly SessionId One = new("one");
    private static readonly SessionId Other = new("other");
    private readonly Turns turns = new();

    [Fact]
    public void Calls_about_different_sessions_go_side_by_side()
    {
        var (first, second) = (turns.Take(One), turns.Take(Other));

        Assert.True(first.HasCome && second.HasCome);
    }

    [Fact]
    public void Calls_about_one_session_go_one_after_another_as_they_came()
    {
        Turn[] calls = [turns.Take(One), turns.Take(One), turns.Take(One)];

        Assert.Equal([true, false, false], Come(calls));
        turns.End(calls[0]);
        Assert.Equal([true, true, false], Come(calls));
        turns.End(calls[1]);
        Assert.Equal([true, true, true], Come(calls));
    }

    [Fact]
    public void A_call_about_none_waits_for_all_before_it_and_all_after_it_wait()
    {
        Turn[] calls = [turns.Take(One), turns.Take(Other), turns.Take(about: null), turns.Take(One), turns.Take(Other)];

        Assert.Equal([true, true, false, false, false], Come(calls));
        turns.End(calls[1]);
        Assert.Equal([true, true, false, false, false], Come(calls));
        turns.End(calls[0]);
        Assert.Equal([true, true, true, false, false], Come(calls));
        turns.End(calls[2]);
        Assert.Equal([true, true, true, true, true], Come(calls));
    }

    [Fact]
    public void Nothing_is_left_of_calls_that_are_over()
    {
        turns.End(turns.Take(about: null));
        turns.End(turns.Take(One));

        Assert.True(turns.Take(about: null).HasCome);
    }

    private static bool[] Come(Turn[] calls) => [.. calls.Select(call => call.HasCome)];
}

/// <summary>The same over real connections.</summary>
public abstract class SideBySideTests(Clinic clinic)
{
    private static readonly string[] None = [];

    [Fact]
    public async Task A_message_that_is_not_stored_yet_delays_its_session_and_no_other()
    {
        await using var consultant = await clinic.OnDutyAsync("consultant1");
        await using var patient = await Visitor.ComeAsync(clinic);
        await using var other = await Visitor.ComeAsync(clinic);
        foreach (var caller in (Visitor[])[patient, other])
            await consultant.Take(await caller.Call(), LegKind.Intake);

        Task<Reply<MessageReceipt>> message;
        Task typing;
        await using (await clinic.HoldStorageAsync())
        {
            message = Say(consultant, patient, "Здравствуйте");
            typing = consultant.Device.Tell("Typing", patient.Session);
            await consultant.Device.Tell("Typing", other.Session);
            await other.Device.Until(() => !other.Device.Typing.IsEmpty, "the consultant types in the other session");

            Assert.False(message.IsCompleted);
            Assert.False(typing.IsCompleted);
        }

        Assert.NotNull((await message).Value);
        await typing;
    }

    [Fact]
    public async Task What_one_connection_sends_without_waiting_is_stored_in_its_order()
    {
        await using var consultant = await clinic.OnDutyAsync("consultant1");
        await using var patient = await Visitor.ComeAsync(clinic);
        await using var other = await Visitor.ComeAsync(clinic);
        foreach (var caller in (Visitor[])[patient, other])
            await consultant.Take(await caller.Call(), LegKind.Intake);

        string[] texts = [.. Enumerable.Range(0, 40).Select(number => $"Сообщение {number}")];
        var replies = await Task.WhenAll(texts.SelectMany(text => (Task<Reply<MessageReceipt>>[])[Say(consultant, patient, text), Say(consultant, other, text)]));

        Assert.All(replies, reply => Assert.NotNull(reply.Value));
        foreach (var caller in (Visitor[])[patient, other])
        {
            await caller.Device.Until(() => caller.Device.Texts.Length == texts.Length, "all of them");
            Assert.Equal(texts, caller.Device.Texts);
        }
    }

    [Fact]
    public async Task A_join_and_a_leaving_that_are_sent_at_once_end_as_sent()
    {
        await using var patient = await Visitor.ComeAsync(clinic);
        var session = await patient.Call();
        await using var tab = await Device.ConnectAsync(clinic, patient.Tokens.AccessToken);

        var joins = Enumerable.Range(0, 20).Select(_ => (Task)tab.Reply<JoinAnswer>("JoinSession", session, 0)).ToArray();
        var left = tab.Reply<Done>("LeaveView", session);
        await Task.WhenAll([.. joins, left]);
        var pushed = tab.Pushed.Count;
        await patient.Device.Say("Никого больше");

        await tab.Join(session);
        Assert.Equal(["Никого больше"], tab.Texts);
        Assert.Equal(pushed, tab.Pushed.Count);
    }

    private static Task<Reply<MessageReceipt>> Say(Specialist consultant, Visitor to, string text) =>
        consultant.Device.Reply<MessageReceipt>("SendMessage", CommandId.New(), to.Session, text, None);
}

[Collection(nameof(OnSqlite))]
public sealed class SideBySideTestsOnSqlite(SqliteClinic clinic) : SideBySideTests(clinic);

[Collection(nameof(OnPostgres))]
public sealed class SideBySideTestsOnPostgres(PostgresClinic clinic) : SideBySideTests(clinic);
