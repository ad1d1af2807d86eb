using Medzdrav.Contracts;
using Medzdrav.Gateway;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace Medzdrav.Tests.Gateway;

/// <summary>The order in which a connection is written to, whatever silos push.</summary>
public sealed class ConnectionTests
{
    private static readonly SessionId Session = new("session");
    private static readonly SerializedHubMessage APing = new(PingMessage.Instance);
    private readonly List<int> written = [];
    private readonly Connection connection;
    private TaskCompletionSource? stuck;
    private int aborts;

    public ConnectionTests() => connection = new Connection("connection", Caller.Of(new AccountId("account")), "credential", WriteAsync, () => aborts++) { MaxWaitingBytes = 1024 * 1024 };

    [Fact]
    public void An_event_is_written_once()
    {
        Join(last: 3);
        connection.Deliver(Session, Events(2, 3, 4, 5));
        connection.Deliver(Session, Events(4, 5, 6));

        Assert.Equal([4, 5, 6], written);
        Assert.Equal(6, connection.WrittenThrough(Session));
    }

    [Fact]
    public void A_number_that_was_overtaken_is_still_written()
    {
        Join(last: 3);
        connection.Deliver(Session, Events(5));
        Assert.Equal(3, connection.WrittenThrough(Session));
        connection.Deliver(Session, Events(4));
        connection.Deliver(Session, Events(5, 4));

        Assert.Equal(5, connection.WrittenThrough(Session));
        Assert.Equal([5, 4], written);
    }

    [Fact]
    public void Pushes_wait_for_the_answer_to_joining_and_what_it_held_is_not_repeated()
    {
        connection.BeginJoin(Session);
        connection.Deliver(Session, Events(3, 4));
        Assert.Null(connection.WrittenThrough(Session));
        Assert.True(connection.EndJoin(Session, last: 3, gone: false));

        Assert.Equal([4], written);
    }

    [Fact]
    public void A_failed_repetition_of_joining_loses_no_push()
    {
        Join(last: 3);
        connection.BeginJoin(Session);
        connection.Deliver(Session, Events(4));
        Assert.True(connection.EndJoin(Session, last: null, gone: false));

        Assert.Equal([4], written);
    }

    [Fact]
    public void Nothing_is_written_of_a_session_that_was_refused_or_left()
    {
        connection.BeginJoin(Session);
        connection.Deliver(Session, Events(1));
        Assert.False(connection.EndJoin(Session, last: null, gone: true));
        Join(last: 1);
        Assert.True(connection.Leave(Session));
        connection.Deliver(Session, Events(2));

        Assert.Empty(written);
        Assert.Empty(connection.Joined);
    }

    [Fact]
    public void Of_many_closed_sessions_the_latest_are_still_heard()
    {
        var closed = Enumerable.Range(0, Connection.MaxClosed + 1).Select(number => new SessionId($"closed{number}")).ToArray();
        Join(last: 1);
        foreach (var session in closed)
        {
            connection.BeginJoin(session);
            connection.EndJoin(session, last: 1, gone: false);
        }

        Assert.All(closed[..^1], session => Assert.Null(connection.Close(session)));
        Assert.Null(connection.Close(closed[0]));
        Assert.Equal(closed[1], connection.Close(closed[^1]));
        Assert.Null(connection.Close(new SessionId("never joined")));
        Assert.Contains(Session, connection.Joined);
    }

    [Fact]
    public void What_comes_while_the_cork_is_in_is_written_when_it_is_out()
    {
        Join(last: 0);
        connection.Cork(Session);
        connection.Deliver(Session, Events(1, 2));
        Assert.Empty(written);

        connection.Uncork(Session);
        connection.Deliver(Session, Events(2, 3));

        Assert.Equal([1, 2, 3], written);
    }

    [Fact]
    public void A_cork_holds_nothing_of_a_session_that_was_never_joined()
    {
        connection.Cork(Session);
        Join(last: 0);
        connection.Deliver(Session, Events(1));
        connection.Uncork(Session);

        Assert.Equal([1], written);
    }

    [Fact]
    public void Who_does_not_keep_up_is_cut()
    {
        Join(last: 0);
        stuck = new TaskCompletionSource();
        connection.Deliver(Session, Events([.. Enumerable.Range(1, Connection.MaxWaiting + 1)]));
        Assert.Equal([1], written);
        Assert.Equal(0, aborts);

        connection.Deliver(Session, Events(Connection.MaxWaiting + 2));

        Assert.Equal(1, aborts);
    }

    [Fact]
    public void Who_catches_up_gets_everything_in_order()
    {
        Join(last: 0);
        stuck = new TaskCompletionSource();
        connection.Deliver(Session, Events(1, 2, 3));
        connection.Deliver(Session, Events(4));
        Assert.Equal([1], written);

        var line = stuck;
        stuck = null;
        line.SetResult();
        connection.Deliver(Session, Events(5));

        Assert.Equal([1, 2, 3, 4, 5], written);
    }

    [Fact]
    public void What_waits_for_a_slow_line_is_counted_in_bytes()
    {
        Join(last: 0);
        stuck = new TaskCompletionSource();
        connection.Deliver(Session, Long(1, 11));
        Assert.Equal(0, aborts);

        connection.Deliver(Session, Long(12, 1));

        Assert.Equal(1, aborts);
    }

    [Fact]
    public void What_has_been_written_makes_room()
    {
        Join(last: 0);
        for (var first = 1; first < 100; first += 10)
        {
            var line = stuck = new TaskCompletionSource();
            connection.Deliver(Session, Long(first, 10));
            stuck = null;
            line.SetResult();
        }

        Assert.Equal(Enumerable.Range(1, 100), written);
        Assert.Equal(0, aborts);
    }

    [Fact]
    public void What_waits_for_an_answer_counts_likewise_and_makes_room_with_it()
    {
        for (var rounds = 0; rounds < 3; rounds++)
        {
            connection.BeginJoin(Session);
            connection.Deliver(Session, Long(1, 10));
            Assert.False(connection.EndJoin(Session, last: null, gone: true));
        }
        Join(last: 0);
        for (var first = 1; first < 30; first += 10)
        {
            connection.Cork(Session);
            connection.Deliver(Session, Long(first, 10));
            connection.Uncork(Session);
        }
        Assert.Equal(0, aborts);

        connection.BeginJoin(Session);
        connection.Deliver(Session, Long(31, 11));
        Assert.Equal(1, aborts);
    }

    [Fact]
    public void Who_takes_nothing_any_more_is_cut_with_the_third_ping_that_finds_its_line_stuck()
    {
        Join(last: 0);
        stuck = new TaskCompletionSource();
        connection.Deliver(Session, Events(1));
        connection.Ping(APing);
        connection.Ping(APing);
        Assert.Equal(0, aborts);

        connection.Ping(APing);
        Assert.Equal(1, aborts);
    }

    [Fact]
    public void Who_reads_slowly_but_reads_is_not_cut()
    {
        Join(last: 0);
        for (var sequence = 1; sequence < 9; sequence++)
        {
            stuck = new TaskCompletionSource();
            connection.Deliver(Session, Events(sequence));
            connection.Ping(APing);
            var reading = stuck;
            stuck = null;
            reading.SetResult();
        }

        Assert.Equal(0, aborts);
    }

    private void Join(long last)
    {
        connection.BeginJoin(Session);
        Assert.True(connection.EndJoin(Session, last, gone: false));
    }

    private static EventPush[] Events(params int[] sequences) => Frames.SessionEvents(
        Session, [.. sequences.Select(sequence => new SessionEventView(sequence, DateTimeOffset.UnixEpoch, "message", ParticipantId.Patient, "{}"u8.ToArray()))]);

    /// <summary>Events of 100,000 bytes each.</summary>
    private static EventPush[] Long(int first, int count) => Frames.SessionEvents(
        Session, [.. Enumerable.Range(first, count).Select(sequence => new SessionEventView(sequence, DateTimeOffset.UnixEpoch, "message", ParticipantId.Patient, new byte[100_000]))]);

    /// <summary>The line to the client.</summary>
    private ValueTask WriteAsync(SerializedHubMessage message)
    {
        written.Add((int)((SessionEventView)((InvocationMessage)message.Message!).Arguments[1]!).Sequence);
        return stuck is null ? default : new ValueTask(stuck.Task);
    }
}
