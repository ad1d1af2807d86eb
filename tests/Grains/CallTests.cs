using System.Text;
using Medzdrav.Contracts;

namespace Medzdrav.Tests.Grains;

/// <summary>Calls between patient and specialists, signalled through the session.</summary>
public class CallTests(Clinic clinic) : IClassFixture<Clinic>
{
    private static readonly SignalPayload Offer = new(Encoding.UTF8.GetBytes("{\"callId\":\"c\",\"description\":{\"type\":\"offer\",\"sdp\":\"v=0\"}}"));
    private static readonly SignalPayload Last = new(Encoding.UTF8.GetBytes("{\"callId\":\"c\",\"candidate\":null}"));

    [Fact]
    public async Task Both_are_told_to_connect_as_soon_as_both_are_there_and_the_patient_gives_way()
    {
        var (call, anna, phone, consultant, desk) = await Talking();

        var tablet = await clinic.Gateway.Join(anna.Caller, new SessionId(call.GetPrimaryKeyString()));
        await call.Take(anna.Caller, phone);
        await call.Take(anna.Caller, tablet);
        await clinic.Soon(() => clinic.Gateway.Calls(phone).Any(push => push.Taken), "the phone is told something, and nothing before it");
        Assert.All(new[] { phone, tablet }, page => Assert.DoesNotContain(clinic.Gateway.Calls(page), push => push.Ready is not null));
        await call.Take(anna.Caller, phone);
        await call.Take(consultant.Caller, desk);

        var (toPatient, toStaff) = (await Ready(phone), await Ready(desk));
        Assert.Equal(toPatient.CallId, toStaff.CallId);
        Assert.Equal((true, false), (toPatient.Polite, toStaff.Polite));
        Assert.Equal((ParticipantId.Of(consultant.Id), ParticipantId.Patient), (toPatient.With, toStaff.With));
    }

    [Fact]
    public async Task Signals_reach_the_page_that_carries_the_others_call_and_nobody_else()
    {
        var (call, anna, phone, consultant, desk) = await Talking();
        var tablet = await clinic.Gateway.Join(anna.Caller, new SessionId(call.GetPrimaryKeyString()));
        await call.Take(anna.Caller, phone);
        await call.Take(consultant.Caller, desk);

        await call.Signal(consultant.Caller, desk, ParticipantId.Patient, Offer);
        await call.Signal(anna.Caller, tablet, ParticipantId.Of(consultant.Id), Offer);
        await call.Signal(anna.Caller, phone, ParticipantId.Patient, Offer);
        await call.Signal(clinic.Person().Caller, tablet, ParticipantId.Patient, Offer);
        await call.Signal(anna.Caller, phone, ParticipantId.Of(consultant.Id), Last);

        await Hears(phone, Offer);
        await Hears(desk, Last);
        Assert.Single(Signals(desk));
        Assert.Single(Signals(phone));
        Assert.Empty(Signals(tablet));
    }

    [Fact]
    public async Task The_latest_page_has_the_call_and_the_others_are_told()
    {
        var (call, anna, phone, consultant, desk) = await Talking();
        var tablet = await clinic.Gateway.Join(anna.Caller, new SessionId(call.GetPrimaryKeyString()));
        await call.Take(anna.Caller, phone);
        await call.Take(consultant.Caller, desk);
        var first = await Ready(desk);

        await call.Take(anna.Caller, tablet);

        await clinic.Soon(() => clinic.Gateway.Calls(phone).Any(push => push.Taken), "the phone hears that the tablet has the call");
        Assert.NotEqual(first.CallId, (await Ready(tablet)).CallId);
        await clinic.Soon(() => clinic.Gateway.Calls(desk).Count(push => push.Ready is not null) == 2, "the desk connects anew");
    }

    [Fact]
    public async Task A_page_is_told_when_the_other_one_has_the_call_no_more_and_may_ask()
    {
        var (call, anna, phone, consultant, desk) = await Talking();
        var session = new SessionId(call.GetPrimaryKeyString());
        var attendance = clinic.Grains.GetGrain<ISessionAttendance>(session.Value);
        await call.Take(anna.Caller, phone);
        Assert.False((await call.Place(consultant.Caller)).Value!.Carried);

        foreach (var goes in new Func<ConnectionRef, Task>[] { tab => attendance.Detach(tab, clinic.Clock.GetUtcNow()), tab => call.HangUp(anna.Caller, tab) })
        {
            var tablet = await clinic.Gateway.Join(anna.Caller, session);
            await call.Take(anna.Caller, tablet);
            Assert.True((await call.Place(anna.Caller)).Value!.Carried);
            var heard = Freed(phone);
            await goes(tablet);
            await clinic.Soon(() => Freed(phone) == heard + 1, "the phone hears that the call is free");
            Assert.False((await call.Place(anna.Caller)).Value!.Carried);
        }
        Assert.Equal(0, Freed(desk));
        Assert.Equal(Refusal.NotFound, (await call.Place(clinic.Person().Caller)).Refusal);

        int Freed(ConnectionRef page) => clinic.Gateway.Calls(page).Count(push => push.Free);
    }

    [Fact]
    public async Task A_specialist_who_left_cannot_signal_into_the_session_and_the_next_one_is_connected_to_the_same_page()
    {
        var (call, anna, phone, consultant, desk) = await Talking();
        var session = new SessionId(call.GetPrimaryKeyString());
        var doctor = await clinic.OnDuty(Post.Therapist);
        await call.Take(anna.Caller, phone);
        await call.Take(consultant.Caller, desk);
        await clinic.Grains.GetGrain<ISessionConsultant>(session.Value).Transfer(CommandId.New(), consultant.Caller, new Referral(QueueKind.Therapist, "Температура", null));

        await call.Signal(consultant.Caller, desk, ParticipantId.Patient, Offer);
        Assert.Equal(Refusal.NotFound, (await call.Take(consultant.Caller, desk)).Refusal);
        var (_, ward) = await doctor.Take(session);
        await call.Take(doctor.Caller, ward);

        Assert.Equal(ParticipantId.Patient, (await Ready(ward)).With);
        await clinic.Soon(() => clinic.Gateway.Calls(phone).Any(push => push.Ready?.With == ParticipantId.Of(doctor.Id)), "the patient connects to the doctor");
        await call.Signal(doctor.Caller, ward, ParticipantId.Patient, Last);
        await Hears(phone, Last);
        Assert.Equal(ParticipantId.Of(doctor.Id), Assert.Single(Signals(phone)).From);
    }

    [Fact]
    public async Task A_page_that_comes_back_over_another_connection_keeps_its_call_and_the_other_side_hears_of_it()
    {
        var (call, anna, phone, consultant, desk) = await Talking();
        var session = new SessionId(call.GetPrimaryKeyString());
        await call.Take(anna.Caller, phone);
        await call.Take(consultant.Caller, desk);
        var ready = await Ready(desk);
        await clinic.Grains.GetGrain<ISessionAttendance>(session.Value).Detach(phone, clinic.Clock.GetUtcNow());

        var again = await clinic.Gateway.Join(anna.Caller, session);
        Assert.Null((await call.Resume(anna.Caller, again, [new CarriedCall(ParticipantId.Of(consultant.Id), ready.CallId)])).Refusal);

        Assert.Equal(ready.CallId, (await Ready(again)).CallId);
        await clinic.Soon(() => clinic.Gateway.Calls(desk).Count(push => push.Ready?.CallId == ready.CallId) == 2, "the desk hears that the patient is back");
    }

    [Fact]
    public async Task A_phone_that_comes_back_leaves_the_call_with_the_tablet_on_which_the_person_went_on()
    {
        var (call, anna, phone, consultant, desk) = await Talking();
        var session = new SessionId(call.GetPrimaryKeyString());
        await call.Take(anna.Caller, phone);
        await call.Take(consultant.Caller, desk);
        var first = await Ready(phone);
        await clinic.Grains.GetGrain<ISessionAttendance>(session.Value).Detach(phone, clinic.Clock.GetUtcNow());
        var tablet = await clinic.Gateway.Join(anna.Caller, session);
        await call.Take(anna.Caller, tablet);
        await Ready(tablet);

        var again = await clinic.Gateway.Join(anna.Caller, session);
        await call.Resume(anna.Caller, again, [new CarriedCall(ParticipantId.Of(consultant.Id), first.CallId)]);

        await clinic.Soon(() => clinic.Gateway.Calls(again).Any(push => push.Taken), "the phone is told that the call went elsewhere");
        Assert.DoesNotContain(clinic.Gateway.Calls(tablet), push => push.Taken);
    }

    [Fact]
    public async Task In_a_chat_nobody_is_in_a_call_and_video_begins_with_whoever_takes_it()
    {
        var (call, anna, phone, consultant, desk) = await Talking();
        var modes = clinic.Grains.GetGrain<ISessionPatient>(call.GetPrimaryKeyString());
        await call.Take(anna.Caller, phone);
        await call.Take(consultant.Caller, desk);
        await Ready(phone);
        await modes.ChangeMode(CommandId.New(), anna.Caller, SessionMode.Chat);
        await modes.ChangeMode(CommandId.New(), anna.Caller, SessionMode.Video);

        await call.Take(anna.Caller, phone);
        await call.Take(consultant.Caller, desk);

        // Once for the first call, and once when both have taken the second one.
        foreach (var connection in new[] { desk, phone })
            await clinic.Soon(() => clinic.Gateway.Calls(connection).Count(push => push.Ready is not null) == 2, "both connect anew");
    }

    [Fact]
    public async Task Hanging_up_ends_the_call_and_not_the_session()
    {
        var (call, anna, phone, consultant, desk) = await Talking();
        await call.Take(anna.Caller, phone);
        await call.Take(consultant.Caller, desk);

        await call.HangUp(anna.Caller, phone);

        await clinic.Soon(() => clinic.Gateway.Calls(desk).Any(push => push.Left == ParticipantId.Patient), "the consultant hears that the patient hung up");
        Assert.Equal(SessionPhase.Intake, (await clinic.Grains.GetGrain<ISession>(call.GetPrimaryKeyString()).View(anna.Caller)).Value!.Phase);
    }

    [Fact]
    public async Task A_call_needs_a_page_that_has_joined_and_a_mode_with_sound()
    {
        var (call, anna, _, _, _) = await Talking();
        Assert.Equal(Refusal.Invalid, (await call.Take(anna.Caller, clinic.Gateway.NewConnection())).Refusal);

        var boris = clinic.Person();
        var (chat, page) = await boris.Call();
        Assert.Equal(Refusal.WrongPhase, (await clinic.Grains.GetGrain<ISessionCall>(chat.Value).Take(boris.Caller, page)).Refusal);
        await boris.Leave(chat);
    }

    [Fact]
    public async Task A_report_is_stored_once_however_often_it_is_sent()
    {
        var (call, anna, phone, consultant, _) = await Talking();
        var command = CommandId.New();
        var report = new CallReport("call", ParticipantId.Of(consultant.Id), CallStage.Ended, SessionMode.Video, 300, 60, 0, 0, 0, 20, 800, 0, Relayed: false);

        await call.Record(command, anna.Caller, report);
        await call.Record(command, anna.Caller, report);
        await anna.Say(new SessionId(call.GetPrimaryKeyString()), "Перезвоните");

        await clinic.Soon(() => clinic.Gateway.Texts(phone).Contains("Перезвоните"), "what was said after the reports arrives");
        Assert.Single(clinic.Gateway.Received(phone), happened => happened.Kind == "callRecord");
    }

    private async Task<(ISessionCall Call, Insured Anna, ConnectionRef Phone, Specialist Consultant, ConnectionRef Desk)> Talking()
    {
        var (anna, consultant) = (clinic.Person(), await clinic.OnDuty(Post.Consultant));
        var (session, phone) = await anna.Call(SessionMode.Video);
        var (_, desk) = await consultant.Take(session);
        return (clinic.Grains.GetGrain<ISessionCall>(session.Value), anna, phone, consultant, desk);
    }

    private async Task<CallReady> Ready(ConnectionRef connection)
    {
        await clinic.Soon(() => clinic.Gateway.Calls(connection).Any(push => push.Ready is not null), "a page is told to connect");
        return clinic.Gateway.Calls(connection).Last(push => push.Ready is not null).Ready!;
    }

    private SignalNotice[] Signals(ConnectionRef connection) => [.. clinic.Gateway.Calls(connection).Select(push => push.Signal).OfType<SignalNotice>()];

    private Task Hears(ConnectionRef connection, SignalPayload payload) =>
        clinic.Soon(() => Signals(connection).Any(signal => signal.Payload.Json.AsSpan().SequenceEqual(payload.Json)), "the signal arrives");
}
