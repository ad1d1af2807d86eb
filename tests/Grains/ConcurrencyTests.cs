using Medzdrav.Contracts;
using Medzdrav.Grains;
using Microsoft.Extensions.DependencyInjection;

namespace Medzdrav.Tests.Grains;

public class ConcurrencyTests(Clinic clinic) : IClassFixture<Clinic>
{
    // opened, patientChosen, queued.
    private const long FirstTicket = 3;

    [Fact]
    public async Task Fifty_repeats_of_one_message_are_one_message_and_fifty_equal_answers()
    {
        var anna = clinic.Person();
        var (session, phone) = await anna.Call();
        var command = CommandId.New();

        var replies = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => anna.Say(session, "Здравствуйте", command)));

        Assert.Single(replies.Select(reply => reply.Value!).Distinct());
        await clinic.Soon(() => clinic.Gateway.Texts(phone).Length > 0, "the message arrives");
        Assert.Single(clinic.Gateway.Texts(phone));
    }

    [Fact]
    public async Task A_message_repeated_after_the_activation_is_gone_is_still_one()
    {
        var anna = clinic.Person();
        var (session, _) = await anna.Call();
        var command = CommandId.New();
        var first = (await anna.Say(session, "Здравствуйте", command)).Value!;

        await clinic.Cluster.DeactivateAsync(clinic.Grains.GetGrain<ISession>(session.Value));

        Assert.Equal(first, (await anna.Say(session, "Здравствуйте", command)).Value);
        Assert.Equal(first.Sequence, (await clinic.Grains.GetGrain<ISession>(session.Value).View(anna.Caller)).Value!.Sequence);
    }

    [Fact]
    public async Task Fifty_accepts_of_one_offer_have_one_assignee_and_49_clear_refusals()
    {
        var consultant = await clinic.OnDuty(Post.Consultant);
        var (session, _) = await clinic.Person().Call();
        var offer = await consultant.Offered(session);

        var replies = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => consultant.Grain.AnswerOffer(CommandId.New(), offer.OfferId, accept: true)));

        Assert.Single(replies, reply => reply.Value?.View is not null);
        Assert.Equal(49, replies.Count(reply => reply.Refusal == Refusal.OfferGone));
        await consultant.Grain.SetDuty(CommandId.New(), Duty.Off);
    }

    [Fact]
    public async Task An_accept_repeated_with_the_same_command_gets_the_first_answer()
    {
        var consultant = await clinic.OnDuty(Post.Consultant);
        var (session, _) = await clinic.Person().Call();
        var offer = await consultant.Offered(session);
        var command = CommandId.New();
        var first = (await consultant.Grain.AnswerOffer(command, offer.OfferId, accept: true)).Value!.View!;
        await clinic.Cluster.DeactivateAsync(consultant.Grain);

        var again = (await consultant.Grain.AnswerOffer(command, offer.OfferId, accept: true)).Value!.View!;

        Assert.Equal((first.Sequence, SessionPhase.Intake), (again.Sequence, again.Phase));
        await consultant.Grain.SetDuty(CommandId.New(), Duty.Off);
    }

    [Fact]
    public async Task Of_fifty_specialists_who_are_let_in_at_once_one_is()
    {
        var (session, _) = await clinic.Person().Call();
        var matching = clinic.Grains.GetGrain<ISessionMatching>(session.Value);

        var replies = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => matching.Admit(
            CommandId.New(), FirstTicket, new StaffSnapshot(new StaffId($"rush-{i}"), ParticipantRole.Consultant, "К", QueueKind.Consultant), [0])));

        Assert.Single(replies, reply => reply.Value is not null);
        Assert.Equal(49, replies.Count(reply => reply.Refusal == Refusal.AlreadyTaken));
    }

    [Fact]
    public async Task Two_activations_of_one_session_lose_nothing_and_double_nothing()
    {
        var anna = clinic.Person();
        var (session, _) = await anna.Call();
        ISessionTalk[] activations = [clinic.Grains.GetGrain<ISessionTalk>(session.Value), Twin<ISessionTalk>(SessionTwin.Type, session.Value)];

        // Both know the session before either writes: from now on each is stale after the other's write.
        foreach (var activation in activations)
            await activation.MarkRead(anna.Caller, 1);
        var replies = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Say(activations[i % 2], CommandId.New(), $"{i}")));

        var sequences = replies.Select(reply => reply.Value!.Sequence).Order().ToArray();
        Assert.Equal(40, sequences.Distinct().Count());
        var phone = await clinic.Gateway.Join(anna.Caller, session);
        Assert.Equal(Enumerable.Range(0, 40).Select(i => $"{i}").Order(StringComparer.Ordinal), clinic.Gateway.Texts(phone).Order(StringComparer.Ordinal));

        // The loser of a conflict drops its activation, and calls queued there are rejected: the caller repeats, as gateways and clients do.
        async Task<Reply<MessageReceipt>> Say(ISessionTalk activation, CommandId command, string text)
        {
            while (true)
            {
                try
                {
                    var reply = await activation.SendMessage(command, anna.Caller, text, []);
                    if (reply.Refusal != Refusal.Unavailable)
                        return reply;
                }
                catch (OrleansMessageRejectionException)
                {
                    await Task.Yield();
                }
            }
        }
    }

    [Fact]
    public async Task A_command_repeated_at_the_other_activation_is_still_one()
    {
        var anna = clinic.Person();
        var (session, _) = await anna.Call();
        var twin = Twin<ISessionTalk>(SessionTwin.Type, session.Value);
        await twin.MarkRead(anna.Caller, 1);
        var command = CommandId.New();

        var first = (await anna.Say(session, "Здравствуйте", command)).Value;

        Assert.Equal(first, (await twin.SendMessage(command, anna.Caller, "Здравствуйте", [])).Value);
    }

    [Fact]
    public async Task Two_activations_of_one_queue_overbook_nobody()
    {
        // A queue of its own kind, so that other tests' people do not come in between.
        var (first, second) = (await clinic.OnDuty(Post.Paediatrician), await clinic.OnDuty(Post.Paediatrician));
        var child = clinic.Person(years: 6);
        var consultant = await clinic.OnDuty(Post.Consultant);
        var (session, _) = await child.Call();
        await consultant.Take(session);
        await consultant.Grain.SetDuty(CommandId.New(), Duty.Off);
        var twin = Twin<IQueueGrain>(QueueTwin.Type, "paediatrician");
        var waiting = (await clinic.Grains.GetGrain<ISessionConsultant>(session.Value)
            .Transfer(CommandId.New(), consultant.Caller, new Referral(QueueKind.Paediatrician, "Сыпь", null))).Value!;
        await clinic.Until(() => clinic.Gateway.OfferTo(first.Tab) is not null || clinic.Gateway.OfferTo(second.Tab) is not null, "the queue offers");
        var (asked, other) = clinic.Gateway.OfferTo(first.Tab) is not null ? (first, second) : (second, first);
        // The doubled queue is told that the patient is there, knows only the other doctor, and offers the same wait to them.
        var rows = clinic.Cluster.GetSiloServiceProvider().GetRequiredService<ISessionRows>();
        await twin.Enqueue(Assert.Single(await rows.WaitingAsync(QueueKind.Paediatrician)) with { Presence = Presence.Here });
        await twin.Renew(new Availability(other.Id, OnDuty: true, 1, 1, clinic.Clock.GetUtcNow()));
        await clinic.Until(() => clinic.Gateway.OfferTo(other.Tab) is not null, "the doubled queue offers, too");

        var replies = await Task.WhenAll(
            asked.Grain.AnswerOffer(CommandId.New(), clinic.Gateway.OfferTo(asked.Tab)!.OfferId, accept: true),
            other.Grain.AnswerOffer(CommandId.New(), clinic.Gateway.OfferTo(other.Tab)!.OfferId, accept: true));

        Assert.Equal(SessionPhase.WaitingForDoctor, waiting.Phase);
        Assert.Single(replies, reply => reply.Value?.View is not null);
        Assert.Single(replies, reply => reply.Refusal is not null);
    }

    [Fact]
    public async Task A_wait_that_no_notice_told_of_is_found_in_the_rows_and_so_is_its_end()
    {
        // The doubled queue gets no notices: those go to the other one.
        var twin = Twin<IQueueGrain>(QueueTwin.Type, "consultant");
        var before = (await twin.Coverage()).Waiting;
        var anna = clinic.Person();

        var (session, _) = await anna.Call();
        await Counts(twin, before + 1);

        await anna.Leave(session);
        await Counts(twin, before);
    }

    /// <summary>Rows are read every 5 s of the clinic's time; how long the machine takes for it is its own.</summary>
    private async Task Counts(IQueueGrain queue, int waiting)
    {
        for (var second = 0; second < 30 && (await queue.Coverage()).Waiting != waiting; second++)
            await clinic.Pass(TimeSpan.FromSeconds(1));
        Assert.Equal(waiting, (await queue.Coverage()).Waiting);
    }

    [Fact]
    public async Task A_specialist_is_never_admitted_twice_with_the_same_unit()
    {
        var staff = new StaffSnapshot(new StaffId("greedy"), ParticipantRole.Consultant, "К", QueueKind.Consultant);
        var sessions = new List<SessionId>();
        for (var i = 0; i < 5; i++)
            sessions.Add((await clinic.Person().Call()).Session);

        var replies = await Task.WhenAll(sessions.Select(session => clinic.Grains.GetGrain<ISessionMatching>(session.Value).Admit(CommandId.New(), FirstTicket, staff, [0])));

        Assert.Single(replies, reply => reply.Value is not null);
        Assert.Equal(4, replies.Count(reply => reply.Refusal == Refusal.Busy));
    }

    private T Twin<T>(string type, string key) where T : IAddressable =>
        clinic.Cluster.Client.GetGrain(GrainId.Create(type, key)).AsReference<T>();
}
