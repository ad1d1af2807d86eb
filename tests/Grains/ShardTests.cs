using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Tests.Grains;

/// <summary>The consultants' queue split over four grains (ADR 0012), as patients and consultants see it. Each test has a clinic of its own.</summary>
public sealed class ShardTests : IAsyncLifetime
{
    private const int Shards = 4;
    private readonly Clinic _clinic = new();

    public ValueTask InitializeAsync()
    {
        _clinic.Settings["Queues:Shards:consultant"] = $"{Shards}";
        return _clinic.InitializeAsync();
    }

    public ValueTask DisposeAsync() => _clinic.DisposeAsync();

    [Fact]
    public async Task One_consultant_answers_patients_of_all_shards_in_the_order_in_which_they_came()
    {
        var waiting = await Call(10, apart: TimeSpan.FromSeconds(4));
        Assert.True(waiting.Select(ShardOf).Distinct().Count() > 1, "They wait in more than one shard.");
        var consultant = await _clinic.OnDuty(Post.Consultant);

        var answered = await Answer(consultant, waiting.Count);

        Assert.Equal(waiting, answered);
    }

    [Fact]
    public async Task Fifty_calls_and_a_dozen_consultants_have_one_assignee_each_and_nobody_beyond_their_capacity()
    {
        List<Specialist> consultants = [];
        for (var i = 0; i < 12; i++)
            consultants.Add(await _clinic.OnDuty(Post.Consultant));
        var waiting = await Call(30);

        HashSet<SessionId> taken = [];
        await _clinic.Until(
            async () =>
            {
                var offers = consultants.Select(one => (one, Offer: OfferTo(one))).Where(pair => pair.Offer is not null).ToArray();
                var replies = await Task.WhenAll(offers.Select(pair => pair.one.Grain.AnswerOffer(CommandId.New(), pair.Offer!.OfferId, accept: true)));
                foreach (var view in replies.Select(reply => reply.Value?.View).OfType<SessionView>())
                    Assert.True(taken.Add(view.SessionId), "One assignee.");
                return taken.Count == waiting.Count;
            },
            "all are answered");

        Assert.Equal(waiting.ToHashSet(), taken);
        foreach (var consultant in consultants)
            Assert.InRange((await consultant.Grain.Desk()).Value!.Sessions.Length, 0, 3);
    }

    [Fact]
    public async Task Nobody_is_lost_with_a_shard_and_those_of_the_others_are_answered_meanwhile()
    {
        var waiting = await Call(12, apart: TimeSpan.FromSeconds(3));
        await _clinic.Until(async () => (await _clinic.Grains.QueueOf(QueueKind.Consultant).Coverage()).Waiting == waiting.Count, "all are known");
        var consultant = await _clinic.OnDuty(Post.Consultant);
        var answered = await Answer(consultant, 3);

        foreach (var shard in new[] { 1, ShardOf(waiting[5]) })
            await _clinic.Cluster.DeactivateAsync(_clinic.Grains.QueueOf(QueueKind.Consultant, shard));
        answered.AddRange(await Answer(consultant, waiting.Count - 3));

        Assert.Equal(waiting.ToHashSet(), answered.ToHashSet());
    }

    [Fact]
    public async Task A_returning_patients_own_consultant_is_asked_first_whichever_shard_they_are_of()
    {
        var (own, doctor) = (await _clinic.OnDuty(Post.Consultant), await _clinic.OnDuty(Post.Therapist));
        for (var round = 0; round < 3; round++)
        {
            var anna = _clinic.Person();
            var (session, _) = await anna.Call();
            await own.Take(session);
            await _clinic.Grains.GetGrain<ISessionConsultant>(session.Value).Transfer(CommandId.New(), own.Caller, new Referral(QueueKind.Therapist, "Болит", null));
            await doctor.Take(session);
            var others = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => _clinic.OnDuty(Post.Consultant)));
            await _clinic.Pass(TimeSpan.FromSeconds(4), session);

            await _clinic.Grains.GetGrain<ISessionDoctor>(session.Value).EndConsultation(CommandId.New(), doctor.Caller);

            Assert.Equal(session, (await own.Offered(session)).SessionId);
            Assert.DoesNotContain(others, other => OfferTo(other)?.SessionId == session);
            await own.Take(session);
            await Close(own, session);
            await doctor.Grain.SetDuty(CommandId.New(), Duty.Available);
            foreach (var other in others)
                await other.Leave();
        }
    }

    [Fact]
    public async Task The_place_and_the_coverage_are_those_of_the_whole_queue()
    {
        // Each comes when the others have no time: nobody else is offered their call.
        for (var number = 0; number < 3; number++)
            await (await _clinic.OnDuty(Post.Consultant)).Take((await _clinic.Person().Call(SessionMode.Video)).Session);
        var waiting = await Call(8, apart: TimeSpan.FromSeconds(2));

        for (var place = 1; place <= waiting.Count; place++)
            await _clinic.Until(() => _clinic.Gateway.Position(waiting[place - 1])?.Position == place, $"place {place} is told");

        var coverage = await _clinic.Grains.QueueOf(QueueKind.Consultant).Coverage();
        Assert.Equal((3, 8), (coverage.OnDuty, coverage.Waiting));
        Assert.Equal(3, coverage.Names!.Length);
    }

    [Fact]
    public async Task Rows_of_all_shards_together_are_those_of_the_queue()
    {
        var waiting = await Call(10);
        var rows = (ISessionRows)_clinic.Cluster.GetSiloServiceProvider().GetService(typeof(ISessionRows))!;
        HashSet<SessionId> found = [];

        for (var shard = 0; shard < Shards; shard++)
        {
            var (here, tickets) = (await rows.WaitingAsync(QueueKind.Consultant, new QueueShard(shard, Shards)), await rows.TicketsAsync(QueueKind.Consultant, new QueueShard(shard, Shards)));
            Assert.Equal(here.Select(row => row.SessionId).ToHashSet(), tickets.Select(ticket => ticket.SessionId).ToHashSet());
            Assert.All(here, row => Assert.Equal(shard, ShardOf(row.SessionId)));
            found.UnionWith(here.Select(row => row.SessionId));
        }

        Assert.Equal(waiting.ToHashSet(), found);
    }

    private async Task<List<SessionId>> Call(int count, TimeSpan apart = default)
    {
        List<SessionId> sessions = [];
        for (var i = 0; i < count; i++)
        {
            sessions.Add((await _clinic.Person().Call()).Session);
            if (apart > TimeSpan.Zero)
                await _clinic.Pass(apart);
        }
        return sessions;
    }

    /// <summary>Answers whoever is offered, one after another, and closes at once.</summary>
    private async Task<List<SessionId>> Answer(Specialist consultant, int count)
    {
        List<SessionId> answered = [];
        while (answered.Count < count)
        {
            await _clinic.Until(() => OfferTo(consultant) is not null, "a session is offered");
            var reply = await consultant.Grain.AnswerOffer(CommandId.New(), OfferTo(consultant)!.OfferId, accept: true);
            if (reply.Value?.View is not { } view)
                continue;
            answered.Add(view.SessionId);
            await Close(consultant, view.SessionId);
        }
        return answered;
    }

    private Task<Reply<SessionView>> Close(Specialist consultant, SessionId session) =>
        _clinic.Grains.GetGrain<ISessionConsultant>(session.Value).Close(CommandId.New(), consultant.Caller, CloseReason.Completed);

    private OfferView? OfferTo(Specialist specialist) => _clinic.Gateway.OfferTo(specialist.Tab);

    private static int ShardOf(SessionId session) => QueueShard.Of(session, Shards);
}
