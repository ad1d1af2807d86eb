using Medzdrav.Contracts;

namespace Medzdrav.Tests.Grains;

public class JourneyTests(Clinic clinic) : IClassFixture<Clinic>
{
    [Fact]
    public async Task A_patient_goes_from_the_call_to_the_conclusion_in_the_calendar()
    {
        var anna = clinic.Person(consent: null);
        var consultant = await clinic.OnDuty(Post.Consultant);
        var doctor = await clinic.OnDuty(Post.Therapist);
        var (session, phone) = await anna.Call();
        var talk = clinic.Grains.GetGrain<ISessionConsultant>(session.Value);

        var (intake, _) = await consultant.Take(session);
        Assert.Equal((SessionPhase.Intake, LegKind.Intake), (intake.Phase, intake.Leg!.Kind));
        await anna.Say(session, "Второй день температура");
        await consultant.Say(session, "Сейчас соединю с врачом");
        var order = new Referral(QueueKind.Therapist, "Температура 38,4", null);
        Assert.Equal(Refusal.ConsentRequired, (await talk.Transfer(CommandId.New(), consultant.Caller, order)).Refusal);
        var requested = (await talk.RequestConsent(CommandId.New(), consultant.Caller)).Value!.Consent.Requested!;
        Assert.NotNull((await clinic.Grains.GetGrain<ISessionPatient>(session.Value).ConfirmConsent(CommandId.New(), anna.Caller, requested)).Value);
        Assert.Equal(SessionPhase.WaitingForDoctor, (await talk.Transfer(CommandId.New(), consultant.Caller, order)).Value!.Phase);

        var offer = await doctor.Offered(session);
        Assert.Equal((LegKind.Consultation, "Температура 38,4"), (offer.Kind, offer.Reason));
        var (consultation, desk) = await doctor.Take(session);
        Assert.Equal(consultation.Leg!.StartedAt + TimeSpan.FromMinutes(30), consultation.Leg.EndsAt);
        await doctor.Say(session, "Здравствуйте");
        var notes = clinic.Grains.GetGrain<ISessionDoctor>(session.Value);
        await notes.SaveConclusion(CommandId.New(), doctor.Caller, new ConclusionText("Кашель", "", "J06.9", "Питьё, покой"));
        Assert.Equal(SessionPhase.WaitingForConsultant, (await notes.EndConsultation(CommandId.New(), doctor.Caller)).Value!.Phase);

        var (followUp, _) = await consultant.Take(session);
        Assert.Equal(SessionPhase.FollowUp, followUp.Phase);
        Assert.Equal(CloseReason.Completed, (await talk.Close(CommandId.New(), consultant.Caller, CloseReason.Completed)).Value!.CloseReason);
        var signed = (await notes.SignConclusion(CommandId.New(), doctor.Caller)).Value!;

        var entry = Assert.Single((await clinic.Grains.GetGrain<IAccountGrain>(anna.Account.Value).Calendar(null)).Value!.Entries);
        Assert.Equal((signed.ConclusionId, (QueueKind?)QueueKind.Therapist), (entry.Conclusion!.Value, entry.Specialty));
        Assert.Equal("Питьё, покой", (await clinic.Grains.GetGrain<IAccountGrain>(anna.Account.Value).Conclusion(signed.ConclusionId)).Value!.Text.Recommendations);
        await clinic.Soon(() => clinic.Gateway.Received(phone).LastOrDefault()?.Kind == "conclusionSigned", "the patient's page hears of the signature");
        Assert.Equal(["Второй день температура", "Сейчас соединю с врачом", "Здравствуйте"], clinic.Gateway.Texts(phone));
        Assert.Equal(Enumerable.Range(1, clinic.Gateway.Received(phone).Length).Select(i => (long)i), clinic.Gateway.Received(phone).Select(happened => happened.Sequence));
        Assert.Contains(clinic.Gateway.Received(desk), happened => happened.Kind == "transferred" && happened.Data.Length > 2);
        Assert.Contains(clinic.Gateway.Received(phone), happened => happened.Kind == "transferred" && happened.Data.Length == 2);
    }

    [Fact]
    public async Task A_person_has_one_open_session_however_often_and_from_wherever_it_is_opened()
    {
        var anna = clinic.Person();
        var command = CommandId.New();

        var views = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => i < 5 ? anna.Open(command) : anna.Open(mode: i % 2 == 0 ? SessionMode.Chat : SessionMode.Video)));

        var session = Assert.Single(views.Select(reply => reply.Value!.SessionId).Distinct());
        await anna.Leave(session);
        Assert.NotEqual(session, (await anna.Open()).Value!.SessionId);
    }

    [Fact]
    public async Task A_repeated_opening_gives_the_first_answer_also_after_the_session_is_closed()
    {
        var anna = clinic.Person();
        var command = CommandId.New();
        var first = (await anna.Open(command)).Value!;
        await anna.Leave(first.SessionId);

        Assert.Equal(first.SessionId, (await anna.Open(command)).Value!.SessionId);
    }

    [Fact]
    public async Task A_stranger_finds_nothing_in_any_call()
    {
        var (anna, stranger, idle) = (clinic.Person(), clinic.Person(), await clinic.OnDuty(Post.Paediatrician));
        var (session, _) = await anna.Call();

        foreach (var caller in new[] { stranger.Caller, idle.Caller })
        {
            var id = CommandId.New();
            Refusal?[] refusals =
            [
                (await clinic.Grains.GetGrain<ISession>(session.Value).View(caller)).Refusal,
                (await clinic.Grains.GetGrain<ISession>(session.Value).Join(caller, clinic.Gateway.NewConnection(), clinic.Gateway.Reference, 0)).Refusal,
                (await clinic.Grains.GetGrain<ISession>(session.Value).Card(caller)).Refusal,
                (await clinic.Grains.GetGrain<ISessionTalk>(session.Value).SendMessage(id, caller, "?", [])).Refusal,
                (await clinic.Grains.GetGrain<ISessionTalk>(session.Value).MarkRead(caller, 1)).Refusal,
                (await clinic.Grains.GetGrain<ISessionPatient>(session.Value).ChoosePatient(id, caller, stranger.Patient)).Refusal,
                (await clinic.Grains.GetGrain<ISessionPatient>(session.Value).ConfirmConsent(id, caller, "2026-11")).Refusal,
                (await clinic.Grains.GetGrain<ISessionPatient>(session.Value).ChangeMode(id, caller, SessionMode.Audio)).Refusal,
                (await clinic.Grains.GetGrain<ISessionPatient>(session.Value).Leave(id, caller)).Refusal,
                (await clinic.Grains.GetGrain<ISessionConsultant>(session.Value).RequestConsent(id, caller)).Refusal,
                (await clinic.Grains.GetGrain<ISessionConsultant>(session.Value).Transfer(id, caller, new Referral(QueueKind.Therapist, "x", null))).Refusal,
                (await clinic.Grains.GetGrain<ISessionConsultant>(session.Value).Close(id, caller, CloseReason.Completed)).Refusal,
                (await clinic.Grains.GetGrain<ISessionDoctor>(session.Value).EndConsultation(id, caller)).Refusal,
                (await clinic.Grains.GetGrain<ISessionDoctor>(session.Value).SaveConclusion(id, caller, ConclusionText.Empty)).Refusal,
                (await clinic.Grains.GetGrain<ISessionDoctor>(session.Value).SignConclusion(id, caller)).Refusal,
                (await clinic.Grains.GetGrain<ISessionDoctor>(session.Value).Conclusion(caller)).Refusal,
            ];
            Assert.All(refusals, refusal => Assert.Equal(Refusal.NotFound, refusal));
        }
        Assert.Equal(Refusal.NotFound, (await clinic.Grains.GetGrain<IAccountGrain>(stranger.Account.Value).Calendar(anna.Patient)).Refusal);
        Assert.Equal(Refusal.NotFound, (await clinic.Grains.GetGrain<IAccountGrain>(stranger.Account.Value).OpenSession(CommandId.New(), SessionMode.Chat, anna.Patient)).Refusal);
        Assert.Equal(Refusal.NotFound, (await clinic.Grains.GetGrain<ISession>("no-such-session").View(anna.Caller)).Refusal);
    }

    [Fact]
    public async Task A_command_id_used_by_somebody_else_tells_them_nothing()
    {
        var (anna, stranger) = (clinic.Person(), clinic.Person());
        var (session, _) = await anna.Call();
        var command = CommandId.New();
        await anna.Say(session, "Здравствуйте", command);

        Assert.Equal(Refusal.NotFound, (await stranger.Say(session, "Здравствуйте", command)).Refusal);
        Assert.Equal(Refusal.CommandReused, await Reused());

        async Task<Refusal?> Reused()
        {
            var change = CommandId.New();
            await clinic.Grains.GetGrain<ISessionPatient>(session.Value).ChangeMode(change, anna.Caller, SessionMode.Audio);
            return (await anna.Say(session, "Это не то", change)).Refusal;
        }
    }
}
