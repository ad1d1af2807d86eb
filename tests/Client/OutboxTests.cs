using System.Text.Json;
using Medzdrav.Client;
using Medzdrav.Contracts;

namespace Medzdrav.Tests.Client;

/// <summary>Messages and commands go out by themselves: in order, with the id of its tap, until there is an answer.</summary>
public sealed class OutboxTests : IAsyncDisposable
{
    private readonly Given given = new();

    [Fact]
    public async Task What_is_said_without_a_connection_goes_out_afterwards_in_order()
    {
        var session = await given.JoinedAsync();
        given.Platform.IsReachable = false;
        given.Platform.Cut();
        await given.Until(() => given.Client.State == LinkState.Lost, "the loss is noticed");

        var said = Task.WhenAll(Enumerable.Range(1, 5).Select(number => session.SayAsync($"{number}")));
        await given.Until(() => given.Platform.Tries > 3, "it is tried again and again");
        Assert.Equal(["1", "2", "3", "4", "5"], session.Unsent.Select(message => message.Text));
        given.Platform.IsReachable = true;
        var receipts = await given.Until(said, "all are acknowledged");

        Assert.Equal(["1", "2", "3", "4", "5"], given.Platform.Said);
        Assert.Equal([1L, 2L, 3L, 4L, 5L], receipts.Select(receipt => receipt.Value!.Sequence));
        Assert.Empty(session.Unsent);
    }

    [Fact]
    public async Task A_message_whose_answer_got_lost_is_repeated_with_its_id_and_stands_once()
    {
        var session = await given.JoinedAsync();
        var lost = false;
        given.Platform.Instead = (method, arguments) =>
        {
            if (method != "SendMessage" || lost)
                return null;
            lost = true;
            // It is stored, and the answer never comes.
            given.Platform.Instead = (_, _) => null;
            _ = given.Platform.InvokeAsync(method, typeof(Reply<MessageReceipt>), arguments, default);
            return given.Platform.NoAnswer();
        };

        var said = session.SayAsync("Здравствуйте");
        await given.Until(() => given.Platform.Unanswered == 1, "the message is on its way");
        given.Platform.Cut();
        var receipt = await given.Until(said, "the message is acknowledged");

        Assert.Equal(1L, receipt.Value!.Sequence);
        Assert.Equal(["Здравствуйте"], given.Platform.Said);
        Assert.Single(given.Platform.Called("SendMessage").Select(call => call.Arguments[0]).Distinct());
    }

    [Theory]
    [InlineData("unavailable", 9)]
    [InlineData("fault", 3)]
    public async Task A_fault_is_repeated_with_the_same_id_before_anything_said_later(string word, int times)
    {
        var session = await given.JoinedAsync();
        var left = times;
        given.Platform.Instead = (method, _) => method == "SendMessage" && left-- > 0 ? FakePlatform.Fault(word) : null;

        await given.Until(Task.WhenAll(session.SayAsync("1"), session.SayAsync("2")), "both are acknowledged");

        Assert.Equal(["1", "2"], given.Platform.Said);
        Assert.Equal(times + 2, given.Platform.Called("SendMessage").Length);
        Assert.Equal(2, given.Platform.Called("SendMessage").Select(call => call.Arguments[0]).Distinct().Count());
    }

    [Fact]
    public async Task A_refusal_as_unavailable_is_repeated_like_the_fault()
    {
        var session = await given.JoinedAsync();
        var left = 2;
        given.Platform.Instead = (method, _) => method == "SendMessage" && left-- > 0 ? (object?)(Reply<MessageReceipt>)Refusal.Unavailable : null;

        Assert.NotNull((await given.Until(session.SayAsync("1"), "it is acknowledged")).Value);
    }

    [Fact]
    public async Task A_bug_of_the_platforms_is_not_repeated_for_ever()
    {
        await given.Client.ConnectAsync();
        given.Platform.Instead = (_, _) => FakePlatform.Fault("fault");

        var fault = await Assert.ThrowsAsync<FaultException>(() => given.Until(given.Client.Hub.PingAsync(), "the client gives up"));

        Assert.False(fault.IsLost);
        Assert.Equal(4, given.Platform.Called("Ping").Length);
    }

    [Fact]
    public async Task A_refusal_is_final_and_what_was_said_later_still_goes_out()
    {
        var session = await given.JoinedAsync();
        given.Platform.Instead = (method, arguments) => method == "SendMessage" && (string)arguments[2]! == "" ? (object?)(Reply<MessageReceipt>)Refusal.MessageEmpty : null;

        var said = await Task.WhenAll(session.SayAsync(""), session.SayAsync("1"));

        Assert.Equal(Refusal.MessageEmpty, said[0].Refusal);
        Assert.NotNull(said[1].Value);
        Assert.Equal(2, given.Platform.Called("SendMessage").Length);
    }

    [Fact]
    public async Task A_message_that_is_never_taken_is_kept_as_refused_until_it_is_taken_back()
    {
        var session = await given.JoinedAsync();
        given.Platform.Instead = (method, arguments) => method == "SendMessage" && (string)arguments[2]! == "ок \ufffd" ? (object?)(Reply<MessageReceipt>)Refusal.MessageTooLong : null;

        await Task.WhenAll(session.SayAsync("ок \ud83d"), session.SayAsync("1"));

        Assert.Empty(session.Unsent);
        var refused = Assert.Single(session.Refused);
        Assert.Equal(("ок \ufffd", Refusal.MessageTooLong), (refused.Text, refused.Refusal));
        Assert.Equal(["1"], given.Platform.Said);
        session.TakeBack(refused);
        Assert.Empty(session.Refused);
    }

    [Fact]
    public async Task What_was_given_up_before_its_turn_is_never_sent()
    {
        var session = await given.JoinedAsync();
        given.Platform.Cut();
        given.Platform.IsReachable = false;
        using var giveUp = new CancellationTokenSource();
        var first = session.SayAsync("1", cancellation: giveUp.Token);
        var second = session.SayAsync("2");

        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        given.Platform.IsReachable = true;
        await given.Until(second, "the other one is acknowledged");

        Assert.Equal(["2"], given.Platform.Said);
    }

    [Fact]
    public async Task Sessions_do_not_wait_for_each_other()
    {
        await given.Client.ConnectAsync();
        var other = new SessionId("other");
        given.Platform.Instead = (method, arguments) => method == "SendMessage" && arguments[1] is SessionId id && id == other ? given.Platform.NoAnswer() : null;

        var slow = given.Client.Hub.SendMessageAsync(other, "1");
        Assert.NotNull((await given.Client.Hub.SendMessageAsync(FakePlatform.Session, "2")).Value);
        Assert.False(slow.IsCompleted);
        // A call that came after the cut would wait for the next one.
        await given.Until(() => given.Platform.Unanswered == 1, "the slow one has come");

        given.Platform.Instead = (_, _) => null;
        given.Platform.Cut();
        await given.Until(slow, "the slow one comes over the next connection");
    }

    [Fact]
    public async Task In_a_crowd_the_same_opening_is_asked_for_again()
    {
        await given.Client.ConnectAsync();
        var crowded = 3;
        var view = ((Reply<JoinAnswer>)(await given.Platform.InvokeAsync("JoinSession", typeof(Reply<JoinAnswer>), [FakePlatform.Session, 0L], default))!).Value!.View;
        given.Platform.Instead = (method, _) => method == "OpenSession" ? crowded-- > 0 ? (object?)(Reply<SessionView>)Refusal.Crowded : (Reply<SessionView>)view : null;
        var command = CommandId.New();

        var opened = await given.Until(given.Client.Hub.OpenSessionAsync(SessionMode.Chat, command: command), "there is room");

        Assert.Equal(FakePlatform.Session, opened.Value!.SessionId);
        Assert.Equal(4, given.Platform.Called("OpenSession").Length);
        Assert.All(given.Platform.Called("OpenSession"), call => Assert.Contains(command.ToString(), $"{call.Arguments[0]}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_call_for_a_booking_names_it_and_so_does_the_transfer_to_its_doctor()
    {
        await given.Client.ConnectAsync();
        var view = ((Reply<JoinAnswer>)(await given.Platform.InvokeAsync("JoinSession", typeof(Reply<JoinAnswer>), [FakePlatform.Session, 0L], default))!).Value!.View;
        given.Platform.Instead = (method, _) => method is "OpenSession" or "Transfer" ? (object?)(Reply<SessionView>)view : null;
        var visit = new AppointmentId("visit1");

        await given.Client.Hub.OpenSessionAsync(SessionMode.Video, appointment: visit);
        await given.Client.Hub.TransferAsync(FakePlatform.Session, new Referral(QueueKind.Specialist, "По записи", null, Stays: true, visit));
        await given.Client.Hub.TransferAsync(FakePlatform.Session, new Referral(QueueKind.Therapist, "Боль", null));

        Assert.Equal("visit1", Sent("OpenSession", 0).GetProperty("appointmentId").GetString());
        var (booked, urgent) = (Sent("Transfer", 0), Sent("Transfer", 1));
        Assert.Equal(("appointment", "visit1", true), (booked.GetProperty("to").GetString(), booked.GetProperty("appointmentId").GetString(), booked.GetProperty("stays").GetBoolean()));
        Assert.Equal(("therapist", JsonValueKind.Null), (urgent.GetProperty("to").GetString(), urgent.GetProperty("appointmentId").ValueKind));
    }

    [Fact]
    public async Task A_passing_word_is_dropped_without_a_connection()
    {
        await given.JoinedAsync();
        given.Platform.IsReachable = false;
        given.Platform.Cut();
        await given.Until(() => given.Client.State == LinkState.Lost, "the loss is noticed");

        await given.Client.Hub.TypingAsync(FakePlatform.Session);

        given.Platform.IsReachable = true;
        await given.Until(given.Client.Hub.PingAsync(), "the connection is back");
        Assert.Empty(given.Platform.Called("Typing"));
    }

    private JsonElement Sent(string method, int which) => JsonSerializer.SerializeToElement(given.Platform.Called(method)[which].Arguments[^1], WireJson.Options);

    public ValueTask DisposeAsync() => given.DisposeAsync();
}
