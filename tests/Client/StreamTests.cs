using Medzdrav.Client;
using Medzdrav.Contracts;

namespace Medzdrav.Tests.Client;

/// <summary>A joined session's events arrive once, in order and gapless, whatever becomes of the connection.</summary>
public sealed class StreamTests : IAsyncDisposable
{
    private readonly Given given = new();

    [Fact]
    public async Task A_stream_goes_on_where_it_was_after_a_loss()
    {
        var session = await given.JoinedAsync();
        foreach (var text in new[] { "1", "2" })
            given.Platform.Push(given.Platform.Happen(text));

        given.Platform.Cut();
        given.Platform.Happen("3");
        await given.Until(() => session.LastSequence == 3, "what was missed comes with the next connection");
        given.Platform.Push(given.Platform.Happen("4"));

        Assert.Equal(["1", "2", "3", "4"], await TextsAsync(session, 4));
        Assert.Equal(2L, given.Platform.Called("JoinSession")[^1].Arguments[1]);
    }

    [Fact]
    public async Task What_comes_twice_or_too_early_is_told_once_and_in_order()
    {
        var session = await given.JoinedAsync();
        var (first, second, third) = (given.Platform.Happen("1"), given.Platform.Happen("2"), given.Platform.Happen("3"));

        foreach (var happened in new[] { first, first, third, second, third })
            given.Platform.Push(happened);

        Assert.Equal(["1", "2", "3"], session.Events.Select(happened => happened.Text()));
        Assert.Single(given.Platform.Called("JoinSession"));
    }

    [Fact]
    public async Task A_hole_that_stays_is_asked_for_after_the_last_event_known()
    {
        var session = await given.JoinedAsync();
        given.Platform.Push(given.Platform.Happen("1"));
        given.Platform.Happen("2");
        given.Platform.Push(given.Platform.Happen("3"));

        var took = await given.Until(() => session.LastSequence == 3, "the hole is filled");

        Assert.InRange(took, TimeSpan.FromMilliseconds(250), TimeSpan.FromMilliseconds(500));
        Assert.Equal([0L, 1L], given.Platform.Called("JoinSession").Select(call => (long)call.Arguments[1]!));
        Assert.Equal(["1", "2", "3"], session.Events.Select(happened => happened.Text()));
    }

    [Fact]
    public async Task A_sequence_check_finds_the_last_event_missing()
    {
        var session = await given.JoinedAsync();
        given.Platform.Happen("1");

        given.Platform.Tell("SequenceCheck", FakePlatform.Session, 1L);

        await given.Until(() => session.LastSequence == 1, "the last one is fetched");
        given.Platform.Tell("SequenceCheck", FakePlatform.Session, 1L);
        // News that comes later on the same way is told: the check that was true asked for nothing.
        given.Platform.Push(given.Platform.Happen("2"));
        await given.Until(() => session.LastSequence == 2, "the next one is told");
        Assert.Equal(2, given.Platform.Called("JoinSession").Length);
    }

    [Fact]
    public async Task A_long_session_comes_in_pages()
    {
        given.Platform.PageSize = 3;
        for (var i = 1; i <= 8; i++)
            given.Platform.Happen($"{i}");

        var session = await given.JoinedAsync();

        Assert.Equal(8, session.Events.Count);
        Assert.Equal([0L, 3L, 6L], given.Platform.Called("JoinSession").Select(call => (long)call.Arguments[1]!));
    }

    [Fact]
    public async Task An_app_that_keeps_events_joins_after_the_last_one_it_has()
    {
        foreach (var text in new[] { "1", "2", "3" })
            given.Platform.Happen(text);
        await given.Client.ConnectAsync();

        var session = await given.Client.JoinAsync(FakePlatform.Session, after: 2).OrThrow();

        Assert.Equal(["3"], session.Events.Select(happened => happened.Text()));
    }

    [Fact]
    public async Task A_join_that_fails_is_repeated_ever_more_slowly()
    {
        var faults = 6;
        given.Platform.Instead = (method, _) => method == "JoinSession" && faults-- > 0 ? FakePlatform.Fault("unavailable") : null;
        await given.Client.ConnectAsync();

        var began = given.Clock.GetTimestamp();
        await given.Until(given.Client.JoinAsync(FakePlatform.Session), "the platform answers at last");

        Assert.True(given.Clock.GetElapsedTime(began) > TimeSpan.FromSeconds(10), "The pauses grow.");
        Assert.Equal(7, given.Platform.Called("JoinSession").Length);
    }

    [Theory]
    [InlineData("tooMany")]
    [InlineData("unavailable")]
    [InlineData("invalid")]
    [InlineData("crowded")]
    public async Task A_join_refused_for_a_passing_reason_ends_nothing(string code)
    {
        var session = await given.JoinedAsync();
        var ended = new List<Refusal>();
        session.Ended += ended.Add;
        var refusals = 3;
        given.Platform.Instead = (method, _) => method == "JoinSession" && refusals-- > 0 ? (object?)(Reply<JoinAnswer>)new Refusal(code, "Подождите.") : null;

        given.Platform.Cut();
        given.Platform.Happen("1");
        await given.Until(() => session.LastSequence == 1, "it is joined again");

        Assert.Empty(ended);
        Assert.Equal(5, given.Platform.Called("JoinSession").Length);
    }

    [Fact]
    public async Task Who_is_no_participant_any_more_hears_so_once_and_the_stream_ends()
    {
        var session = await given.JoinedAsync();
        given.Platform.Push(given.Platform.Happen("1"));
        var ended = new List<Refusal>();
        session.Ended += ended.Add;
        given.Platform.Instead = (method, _) => method == "JoinSession" ? (object?)(Reply<JoinAnswer>)Refusal.NotFound : null;

        given.Platform.Cut();
        await given.Until(() => ended.Count == 1, "the refusal is told");

        Assert.Equal(["1"], await TextsAsync(session, int.MaxValue));
        Assert.Equal(Refusal.NotFound, ended.Single());
    }

    [Fact]
    public async Task A_refused_join_is_returned()
    {
        given.Platform.Instead = (method, _) => method == "JoinSession" ? (object?)(Reply<JoinAnswer>)Refusal.NotFound : null;
        await given.Client.ConnectAsync();

        Assert.Equal(Refusal.NotFound, (await given.Client.JoinAsync(FakePlatform.Session)).Refusal);
    }

    [Fact]
    public async Task The_call_is_carried_again_over_a_new_connection_after_the_join()
    {
        given.Platform.Instead = (method, _) => method is "TakeCall" or "ResumeCall" or "HangUp" ? (object?)(Reply<Done>)new Done(DateTimeOffset.UnixEpoch) : null;
        var session = await given.JoinedAsync();
        await session.Call.TakeAsync();
        given.Platform.Tell("CallReady", FakePlatform.Session, new CallReady("call", new ParticipantId("doctor"), true, SessionMode.Audio));

        given.Platform.Cut();
        await given.Until(() => given.Platform.Called("ResumeCall").Length == 1, "the call is resumed");

        Assert.Equal([new CarriedCall(new ParticipantId("doctor"), "call")], (CarriedCall[])given.Platform.Called("ResumeCall")[0].Arguments[1]!);
        Assert.Equal(["JoinSession", "ResumeCall"], given.Platform.Calls.Select(call => call.Method).TakeLast(2));
        await session.Call.HangUpAsync();
        given.Platform.Cut();
        await given.Until(() => given.Platform.Called("JoinSession").Length == 3, "the session is joined a third time");
        Assert.Single(given.Platform.Called("ResumeCall"));
    }

    public ValueTask DisposeAsync() => given.DisposeAsync();

    private static async Task<List<string?>> TextsAsync(JoinedSession session, int count)
    {
        var texts = new List<string?>();
        await foreach (var happened in session.ReadAllAsync())
        {
            texts.Add(happened.Text());
            if (texts.Count == count)
                break;
        }
        return texts;
    }
}
