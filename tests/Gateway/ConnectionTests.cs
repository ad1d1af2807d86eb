using Medzdrav.Contracts;
using Medzdrav.Gateway;

namespace Medzdrav.Tests.Gateway;

/// <summary>What one connection is written, in which order, whatever silos push.</summary>
public sealed class ConnectionTests
{
    private static readonly SessionId Session = new("session");
    private readonly Written written = new();
    private readonly Connection connection;
    private int aborts;

    public ConnectionTests() => connection = new Connection("connection", Caller.Of(new AccountId("account")), role: null, "credential", () => aborts++);

    [Fact]
    public async Task An_event_is_written_once()
    {
        Join(last: 3);
        connection.Deliver(Session, Events(2, 3, 4, 5));
        connection.Deliver(Session, Events(4, 5, 6));

        Assert.Equal([4, 5, 6], await WrittenAsync());
        Assert.Equal(6, connection.WrittenThrough(Session));
    }

    [Fact]
    public async Task A_number_that_was_overtaken_is_still_written()
    {
        Join(last: 3);
        connection.Deliver(Session, Events(5));
        Assert.Equal(3, connection.WrittenThrough(Session));
        connection.Deliver(Session, Events(4));
        connection.Deliver(Session, Events(5, 4));

        Assert.Equal(5, connection.WrittenThrough(Session));
        Assert.Equal([5, 4], await WrittenAsync());
    }

    [Fact]
    public async Task Pushes_wait_for_the_answer_to_joining_and_what_it_held_is_not_repeated()
    {
        connection.BeginJoin(Session);
        connection.Deliver(Session, Events(3, 4));
        Assert.Null(connection.WrittenThrough(Session));
        Assert.True(connection.EndJoin(Session, last: 3, gone: false));

        Assert.Equal([4], await WrittenAsync());
    }

    [Fact]
    public async Task A_failed_repetition_of_joining_loses_no_push()
    {
        Join(last: 3);
        connection.BeginJoin(Session);
        connection.Deliver(Session, Events(4));
        Assert.True(connection.EndJoin(Session, last: null, gone: false));

        Assert.Equal([4], await WrittenAsync());
    }

    [Fact]
    public async Task Nothing_is_written_of_a_session_that_was_refused_or_left()
    {
        connection.BeginJoin(Session);
        connection.Deliver(Session, Events(1));
        Assert.False(connection.EndJoin(Session, last: null, gone: true));
        Join(last: 1);
        Assert.True(connection.Leave(Session));
        connection.Deliver(Session, Events(2));

        Assert.Empty(await WrittenAsync());
        Assert.Empty(connection.Joined);
    }

    [Fact]
    public void Who_does_not_keep_up_is_cut()
    {
        Join(last: 0);
        connection.Deliver(Session, Events([.. Enumerable.Range(1, Connection.MaxWaiting)]));
        Assert.Equal(0, aborts);

        connection.Deliver(Session, Events(Connection.MaxWaiting + 1));

        Assert.Equal(1, aborts);
    }

    private void Join(long last)
    {
        connection.BeginJoin(Session);
        Assert.True(connection.EndJoin(Session, last, gone: false));
    }

    private static SessionEventView[] Events(params int[] sequences) =>
        [.. sequences.Select(sequence => new SessionEventView(sequence, DateTimeOffset.UnixEpoch, "message", ParticipantId.Patient, "{}"u8.ToArray()))];

    private async Task<IEnumerable<int>> WrittenAsync()
    {
        connection.Close();
        await connection.PumpAsync(written);
        return written.Sequences;
    }

    /// <summary>The client's side of the hub.</summary>
    private sealed class Written : ISessionClient
    {
        public List<int> Sequences { get; } = [];

        public Task SessionEvent(SessionId sessionId, SessionEventView sessionEvent)
        {
            Sequences.Add((int)sessionEvent.Sequence);
            return Task.CompletedTask;
        }

        public Task SequenceCheck(SessionId sessionId, long sequence) => Task.CompletedTask;

        public Task QueueUpdate(SessionId sessionId, QueuePositionView position) => Task.CompletedTask;

        public Task Offer(OfferView offer) => Task.CompletedTask;

        public Task OfferGone(OfferId offerId, OfferGoneReason why) => Task.CompletedTask;

        public Task DutyChanged(DutyView duty, DutyChangeReason why) => Task.CompletedTask;

        public Task CoverageChanged(QueueCoverage coverage) => Task.CompletedTask;

        public Task TasksChanged(int open) => Task.CompletedTask;

        public Task Typing(SessionId sessionId, ParticipantId participantId) => Task.CompletedTask;
    }
}
