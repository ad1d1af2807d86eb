using Medzdrav.Contracts;

namespace Medzdrav.Tests.Grains;

/// <summary>Waiting as patients and specialists see it: who is offered, to whom, and when not. Each test has a clinic of its own.</summary>
public sealed class WaitTests : IAsyncLifetime
{
    private readonly Clinic _clinic = new();

    public ValueTask InitializeAsync() => _clinic.InitializeAsync();

    public ValueTask DisposeAsync() => _clinic.DisposeAsync();

    [Fact]
    public async Task A_consultant_who_took_a_break_is_offered_the_same_patient_at_once()
    {
        var consultant = await _clinic.OnDuty(Post.Consultant);
        var (session, _) = await _clinic.Person().Call();
        var offer = await consultant.Offered(session);

        await consultant.Grain.SetDuty(CommandId.New(), Duty.Away);
        await _clinic.Soon(() => OfferTo(consultant) is null, "the offer is taken back");
        await consultant.Grain.SetDuty(CommandId.New(), Duty.Available);

        await _clinic.Soon(() => OfferTo(consultant) is { } again && again.SessionId == session && again.OfferId != offer.OfferId, "offered again without any time passing");
    }

    [Fact]
    public async Task An_offer_that_ran_out_while_a_page_loaded_is_there_again_at_once()
    {
        var consultant = await _clinic.OnDuty(Post.Consultant);
        var (session, _) = await _clinic.Person().Call();
        var offer = await consultant.Offered(session);

        await _clinic.Until(() => IsGone(offer), "nobody answers");

        await _clinic.Soon(() => OfferTo(consultant)?.SessionId == session, "offered again without any time passing");
    }

    [Fact]
    public async Task A_declined_patient_comes_back_to_the_only_consultant_after_5_seconds()
    {
        var consultant = await _clinic.OnDuty(Post.Consultant);
        var (session, _) = await _clinic.Person().Call();
        var offer = await consultant.Offered(session);
        await consultant.Grain.AnswerOffer(CommandId.New(), offer.OfferId, accept: false);

        await _clinic.Pass(TimeSpan.FromSeconds(4), session);
        Assert.Empty(await _clinic.OffersAt(consultant, session));
        await _clinic.Pass(TimeSpan.FromSeconds(2), session);

        await _clinic.Soon(() => OfferTo(consultant)?.SessionId == session, "offered again");
    }

    [Fact]
    public async Task Those_who_wait_for_a_doctor_go_on_waiting_while_the_only_one_finishes_a_conclusion()
    {
        var (consultant, doctor) = (await _clinic.OnDuty(Post.Consultant), await _clinic.OnDuty(Post.Therapist));
        var (anna, boris) = (_clinic.Person(), _clinic.Person());
        var first = await SentToDoctor(anna, consultant);
        await doctor.Take(first);
        var second = await SentToDoctor(boris, consultant);

        await _clinic.Grains.GetGrain<ISessionDoctor>(first.Value).EndConsultation(CommandId.New(), doctor.Caller);
        await _clinic.Pass(TimeSpan.FromSeconds(25), second);

        Assert.Equal(SessionPhase.WaitingForDoctor, (await View(second, boris)).Phase);
        Assert.Empty(await _clinic.OffersAt(doctor, second, QueueKind.Therapist));
        await doctor.Grain.SetDuty(CommandId.New(), Duty.Available);
        Assert.Equal(second, (await doctor.Offered(second)).SessionId);
        Assert.Single(_clinic.Gateway.StaffPushes, push => push.Offer?.SessionId == second && push.Connections.Contains(doctor.Tab.Connection));
    }

    [Fact]
    public async Task A_call_turned_into_a_chat_while_waiting_is_offered_to_a_consultant_with_one_place()
    {
        var consultant = await _clinic.OnDuty(Post.Consultant);
        await Chats(consultant, 2);
        var anna = _clinic.Person();
        var (session, _) = await anna.Call(SessionMode.Audio);
        await _clinic.Pass(TimeSpan.FromSeconds(3), session);
        Assert.Empty(await _clinic.OffersAt(consultant, session));

        await ChangeMode(session, anna, SessionMode.Chat);
        await _clinic.Soon(() => OfferTo(consultant) is { Mode: SessionMode.Chat } offer && offer.SessionId == session, "offered as a chat");

        await ChangeMode(session, anna, SessionMode.Audio);
        await _clinic.Soon(() => OfferTo(consultant) is null, "the offer of a chat is withdrawn");
        await _clinic.Pass(TimeSpan.FromSeconds(3), session);
        Assert.Empty(await _clinic.OffersAt(consultant, session));
    }

    [Fact]
    public async Task A_consultant_with_two_chats_gets_no_video_call_out_of_one_of_them()
    {
        var (anna, boris, consultant) = (_clinic.Person(), _clinic.Person(), await _clinic.OnDuty(Post.Consultant));
        var (chat, _) = await anna.Call();
        await consultant.Take(chat);
        var (other, _) = await boris.Call();
        await consultant.Take(other);

        Assert.Equal(Refusal.NoRoomForCall, (await ChangeMode(chat, anna, SessionMode.Video)).Refusal);
        Assert.Equal(SessionMode.Chat, (await View(chat, anna)).Mode);
        await _clinic.Grains.GetGrain<ISessionConsultant>(other.Value).Close(CommandId.New(), consultant.Caller, CloseReason.Completed);

        Assert.Equal(SessionMode.Video, (await ChangeMode(chat, anna, SessionMode.Video)).Value!.Mode);
        var (third, _) = await _clinic.Person().Call();
        await _clinic.Pass(TimeSpan.FromSeconds(3), third);
        Assert.Empty(await _clinic.OffersAt(consultant, third));
        await ChangeMode(chat, anna, SessionMode.Chat);
        await consultant.Take(third);
        Assert.Equal(2, (await consultant.Grain.Desk()).Value!.Sessions.Length);
    }

    [Fact]
    public async Task Ten_ghosts_cost_no_consultant_a_ring()
    {
        var consultant = await _clinic.OnDuty(Post.Consultant);
        var ghosts = new List<(Insured Person, SessionId Session)>();
        for (var i = 0; i < 10; i++)
        {
            var ghost = _clinic.Person();
            ghosts.Add((ghost, (await ghost.Open()).Value!.SessionId));
        }
        await _clinic.Pass(TimeSpan.FromSeconds(15));

        var (session, _) = await _clinic.Person().Call();
        await _clinic.Soon(() => OfferTo(consultant)?.SessionId == session, "who is there is offered");
        Assert.All(_clinic.Gateway.StaffPushes.Select(push => push.Offer).OfType<OfferView>(), offer => Assert.Equal(session, offer.SessionId));
        await consultant.Take(session);

        // A patient comes after all: the place was kept, and no time has to pass.
        await _clinic.Gateway.Join(ghosts[4].Person.Caller, ghosts[4].Session);
        await _clinic.Soon(() => OfferTo(consultant)?.SessionId == ghosts[4].Session, "who comes is offered");
    }

    [Fact]
    public async Task A_patient_who_dropped_is_offered_when_back()
    {
        var anna = _clinic.Person();
        var (session, phone) = await anna.Call();
        await _clinic.Grains.GetGrain<ISessionAttendance>(session.Value).Detach(phone, _clinic.Clock.GetUtcNow());
        await _clinic.Pass(TimeSpan.FromSeconds(12), session);
        var consultant = await _clinic.OnDuty(Post.Consultant);
        await _clinic.Pass(TimeSpan.FromSeconds(7), session);
        Assert.Empty(await _clinic.OffersAt(consultant, session));

        await _clinic.Gateway.Join(anna.Caller, session);

        await _clinic.Soon(() => OfferTo(consultant)?.SessionId == session, "offered without any time passing");
    }

    [Fact]
    public async Task A_queue_that_comes_to_life_anew_finds_out_who_is_there()
    {
        var ghost = (await _clinic.Person().Open()).Value!.SessionId;
        var (session, _) = await _clinic.Person().Call();
        await _clinic.Until(() => _clinic.Gateway.Position(session) is not null, "the first activation knows of the wait");
        await _clinic.Pass(TimeSpan.FromSeconds(2), session);
        await _clinic.Cluster.DeactivateAsync(_clinic.Grains.GetGrain<IQueueGrain>("consultant"));

        var consultant = await _clinic.OnDuty(Post.Consultant);

        // The consultant's word may have gone to the activation that was just leaving; it comes again every few seconds.
        await _clinic.Until(() => OfferTo(consultant)?.SessionId == session, "who is there is offered");
        await consultant.Take(session);
        Assert.Empty(await _clinic.OffersAt(consultant, ghost));
        Assert.DoesNotContain(_clinic.Gateway.StaffPushes, push => push.Offer?.SessionId == ghost);
    }

    [Fact]
    public async Task A_queue_that_comes_to_life_anew_takes_no_rows_word_for_who_is_there()
    {
        var gone = _clinic.Person();
        var (ghost, phone) = await gone.Call();
        // With this commit the row says that the patient is there.
        await ChangeMode(ghost, gone, SessionMode.Audio);
        var (session, _) = await _clinic.Person().Call();
        // As after a power cut: neither session nor queue knows anything but the rows, and the patient went home meanwhile.
        _clinic.Gateway.Forget(ghost, phone);
        await _clinic.Cluster.DeactivateAsync(_clinic.Grains.GetGrain<ISession>(ghost.Value));
        await _clinic.Cluster.DeactivateAsync(_clinic.Grains.GetGrain<IQueueGrain>("consultant"));

        var consultant = await _clinic.OnDuty(Post.Consultant);

        await _clinic.Until(() => OfferTo(consultant)?.SessionId == session, "who is there is offered");
        await _clinic.Pass(TimeSpan.FromSeconds(15), session);
        Assert.DoesNotContain(_clinic.Gateway.StaffPushes, push => push.Offer?.SessionId == ghost);
    }

    private OfferView? OfferTo(Specialist specialist) => _clinic.Gateway.OfferTo(specialist.Tab);

    private bool IsGone(OfferView offer) => _clinic.Gateway.StaffPushes.Any(push => push.OfferGone?.OfferId == offer.OfferId);

    private async Task Chats(Specialist consultant, int count)
    {
        for (var i = 0; i < count; i++)
            await consultant.Take((await _clinic.Person().Call()).Session);
    }

    private async Task<SessionId> SentToDoctor(Insured patient, Specialist consultant)
    {
        var (session, _) = await patient.Call();
        await consultant.Take(session);
        await _clinic.Grains.GetGrain<ISessionConsultant>(session.Value).Transfer(CommandId.New(), consultant.Caller, new Referral(QueueKind.Therapist, "Боль", null));
        return session;
    }

    private Task<Reply<SessionView>> ChangeMode(SessionId session, Insured patient, SessionMode mode) =>
        _clinic.Grains.GetGrain<ISessionPatient>(session.Value).ChangeMode(CommandId.New(), patient.Caller, mode);

    private async Task<SessionView> View(SessionId session, Insured patient) =>
        (await _clinic.Grains.GetGrain<ISession>(session.Value).View(patient.Caller)).Value!;
}
