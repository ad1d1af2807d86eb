using Medzdrav.Contracts;

namespace Medzdrav.Tests.Grains;

/// <summary>Ringing a patient who is on the platform (S4.8).</summary>
public sealed class PatientCallTests : IAsyncLifetime
{
    private readonly Clinic _clinic = new();
    private Insured _patient = null!;
    private Specialist _consultant = null!;

    public async ValueTask InitializeAsync()
    {
        await _clinic.InitializeAsync();
        _patient = _clinic.Person();
        _consultant = await _clinic.OnDuty(Post.Consultant);
        _clinic.Gateway.Online[_patient.Account] = true;
    }

    public ValueTask DisposeAsync() => _clinic.DisposeAsync();

    [Fact]
    public async Task A_patient_who_answers_is_with_that_consultant_at_once()
    {
        var rung = (await Call()).Value!;
        await Rings(rung.CallId);

        var view = (await Answer(rung.CallId, accept: true)).Value!.View!;

        Assert.Equal((SessionPhase.Intake, LegKind.Intake, SessionMode.Video, _patient.Patient), (view.Phase, view.Leg!.Kind, view.Mode, view.Patient!.PatientId));
        Assert.Contains(view.Participants, participant => participant.ParticipantId == ParticipantId.Of(_consultant.Id));
        await Gone(rung.CallId, CallGoneReason.Answered, view.SessionId);
        await _clinic.Soon(() => _clinic.Gateway.StaffPushes.Any(push => push.CallGone is { Why: CallGoneReason.Answered } gone && gone.SessionId == view.SessionId), "the consultant hears that the patient answered");
        Assert.Contains((await _consultant.Grain.Desk()).Value!.Sessions, session => session.SessionId == view.SessionId);
    }

    [Fact]
    public async Task A_repeated_answer_and_a_repeated_call_get_the_first_ones()
    {
        var command = CommandId.New();
        var rung = (await Call(command)).Value!;
        Assert.Equal(rung.CallId, (await Call(command)).Value!.CallId);
        var tap = CommandId.New();
        var first = (await Answer(rung.CallId, accept: true, tap)).Value!.View!;

        Assert.Equal(first.SessionId, (await Answer(rung.CallId, accept: true, tap)).Value!.View!.SessionId);
        Assert.Equal(Refusal.CallGone, (await Answer(rung.CallId, accept: false)).Refusal);
    }

    [Fact]
    public async Task A_declined_call_is_over_everywhere_and_the_consultant_hears_so()
    {
        var rung = (await Call()).Value!;

        Assert.Null((await Answer(rung.CallId, accept: false)).Value!.View);

        await Gone(rung.CallId, CallGoneReason.Declined, null);
        await _clinic.Soon(() => _clinic.Gateway.StaffPushes.Any(push => push.CallGone?.Why == CallGoneReason.Declined), "the consultant hears that the patient declined");
        Assert.Equal(Refusal.CallGone, (await Answer(rung.CallId, accept: true)).Refusal);
    }

    [Fact]
    public async Task A_call_that_nobody_answers_ends_after_a_minute()
    {
        var rung = (await Call()).Value!;
        await _clinic.Pass(TimeSpan.FromSeconds(57));
        Assert.DoesNotContain(_clinic.Gateway.Rings, ring => ring.Gone is not null);

        await _clinic.Until(() => _clinic.Gateway.Rings.Any(ring => ring.Gone is { Why: CallGoneReason.Expired } gone && gone.CallId == rung.CallId), "the call is over");

        await _clinic.Soon(() => _clinic.Gateway.StaffPushes.Any(push => push.CallGone?.Why == CallGoneReason.Expired), "the consultant hears that nobody answered");
        Assert.Equal(Refusal.CallGone, (await Answer(rung.CallId, accept: true)).Refusal);
        Assert.NotNull((await Call()).Value);
    }

    [Fact]
    public async Task A_call_that_its_consultant_takes_back_is_over_everywhere_and_another_may_ring()
    {
        var rung = (await Call()).Value!;
        Assert.Equal(rung.CallId, (await _consultant.Grain.Desk()).Value!.Rings!.CallId);

        Assert.NotNull((await Calls(_consultant).WithdrawCall(rung.CallId)).Value);

        await Gone(rung.CallId, CallGoneReason.Withdrawn, null);
        await _clinic.Soon(() => _clinic.Gateway.StaffPushes.Any(push => push.CallGone?.Why == CallGoneReason.Withdrawn), "the consultant's other tabs hear so");
        Assert.NotNull((await Calls(_consultant).WithdrawCall(rung.CallId)).Value);
        Assert.Equal(Refusal.CallGone, (await Answer(rung.CallId, accept: true)).Refusal);
        Assert.Null((await _consultant.Grain.Desk()).Value!.Rings);
        Assert.NotNull((await Call()).Value);
    }

    [Fact]
    public async Task A_call_is_not_taken_back_once_it_was_answered_nor_by_somebody_else()
    {
        var rung = (await Call()).Value!;
        var other = await _clinic.OnDuty(Post.Consultant);
        Assert.Equal(Refusal.CallGone, (await Calls(other).WithdrawCall(rung.CallId)).Refusal);

        var view = (await Answer(rung.CallId, accept: true)).Value!.View!;

        Assert.Equal(Refusal.CallGone, (await Calls(_consultant).WithdrawCall(rung.CallId)).Refusal);
        Assert.Equal(SessionPhase.Intake, (await _clinic.Grains.GetGrain<ISession>(view.SessionId.Value).View(_consultant.Caller)).Value!.Phase);
    }

    [Fact]
    public async Task A_consultant_who_goes_off_duty_rings_nobody_any_more()
    {
        var rung = (await Call()).Value!;

        await _consultant.Grain.SetDuty(CommandId.New(), Duty.Off);

        await Gone(rung.CallId, CallGoneReason.Withdrawn, null);
    }

    [Fact]
    public async Task A_call_about_a_booking_says_which_and_its_session_carries_it_when_its_time_is_near()
    {
        var bookings = new Bookings(_clinic);
        var other = _clinic.Person();
        var (near, others) = (bookings.Ahead(TimeSpan.FromMinutes(1)), await bookings.Book(other, await bookings.Doctor(), bookings.Ahead(TimeSpan.FromHours(2))));
        var booked = await bookings.Book(_patient, await bookings.Doctor(), near);
        Assert.Equal(Refusal.NotFound, (await Call(about: others.AppointmentId)).Refusal);

        var rung = (await Call(about: booked.AppointmentId)).Value!;
        await _clinic.Soon(() => _clinic.Gateway.Rings.Any(ring => ring.Call?.Appointment is { } about && about.AppointmentId == booked.AppointmentId && about.StartsAt == near), "the pages say what it is about");

        Assert.Equal(booked.AppointmentId, (await Answer(rung.CallId, accept: true)).Value!.View!.Appointment?.AppointmentId);
    }

    [Fact]
    public async Task A_page_that_comes_meanwhile_rings_too()
    {
        var rung = (await Call()).Value!;
        await Rings(rung.CallId);
        var before = _clinic.Gateway.Rings.Count;

        await _clinic.Until(() => _clinic.Gateway.Rings.Count > before, "it is told again");

        Assert.All(_clinic.Gateway.Rings, ring => Assert.Equal((rung.CallId, _patient.Account), (ring.Call!.CallId, ring.Account)));
    }

    [Fact]
    public async Task Nobody_is_rung_who_is_not_there_or_talks_already_or_is_rung()
    {
        var away = _clinic.Person();
        Assert.Equal(Refusal.NotOnline, (await Call(patient: away.Patient)).Refusal);
        Assert.Equal(Refusal.Invalid, (await Call(mode: SessionMode.Chat)).Refusal);
        var waiting = _clinic.Person();
        _clinic.Gateway.Online[waiting.Account] = true;
        await waiting.Call();
        Assert.Equal(Refusal.AlreadyOpen, (await Call(patient: waiting.Patient)).Refusal);

        Assert.NotNull((await Call()).Value);

        var other = await _clinic.OnDuty(Post.Consultant);
        Assert.Equal(Refusal.BeingCalled, (await Calls(other).CallPatient(CommandId.New(), _patient.Patient, SessionMode.Audio, null)).Refusal);
        Assert.Equal(Refusal.Busy, (await Call()).Refusal);
    }

    [Fact]
    public async Task A_consultant_who_rings_or_is_in_such_a_talk_is_offered_nobody()
    {
        var rung = (await Call()).Value!;
        var (waiting, _) = await _clinic.Person().Call();
        await _clinic.Pass(TimeSpan.FromSeconds(8));
        Assert.Empty(await _clinic.OffersAt(_consultant, waiting));

        await Answer(rung.CallId, accept: true);
        await _clinic.Pass(TimeSpan.FromSeconds(8));
        Assert.Empty(await _clinic.OffersAt(_consultant, waiting));
        Assert.Equal(Refusal.Busy, (await Call()).Refusal);
    }

    [Fact]
    public async Task Consultants_see_who_is_on_the_platform()
    {
        var away = _clinic.Person();

        var online = (await Calls(_consultant).WhoIsOnline([_patient.Patient, away.Patient])).Value!;

        Assert.Equal([_patient.Patient], online.Patients);
        Assert.Equal(Refusal.Invalid, (await Calls(_consultant).WhoIsOnline([.. Enumerable.Range(0, 51).Select(number => new PatientId($"p{number}"))])).Refusal);
    }

    [Fact]
    public async Task A_consultant_hears_who_comes_and_who_goes_of_the_patients_in_sight()
    {
        var comes = _clinic.Person();
        Assert.Equal([_patient.Patient], (await Calls(_consultant).WhoIsOnline([_patient.Patient, comes.Patient])).Value!.Patients);

        _clinic.Gateway.Online[comes.Account] = true;
        Assert.True(_clinic.Gateway.Online.TryRemove(_patient.Account, out _));

        await _clinic.Until(() => _clinic.Gateway.StaffPushes.Any(push => push.Online is { Patients: [var one] } && one == comes.Patient), "the tabs are told");
    }

    private IConsultantCalls Calls(Specialist consultant) => _clinic.Grains.GetGrain<IConsultantCalls>(consultant.Id.Value);

    private Task<Reply<RungCall>> Call(CommandId? command = null, PatientId? patient = null, SessionMode mode = SessionMode.Video, AppointmentId? about = null) =>
        Calls(_consultant).CallPatient(command ?? CommandId.New(), patient ?? _patient.Patient, mode, null, about);

    private Task<Reply<AnsweredCall>> Answer(string call, bool accept, CommandId? command = null) =>
        _clinic.Grains.GetGrain<IPatientCallsGrain>(_patient.Account.Value).Answer(command ?? CommandId.New(), call, accept);

    private Task Rings(string call) => _clinic.Soon(() => _clinic.Gateway.Rings.Any(ring => ring.Call?.CallId == call), "the patient's pages ring");

    private Task Gone(string call, CallGoneReason why, SessionId? session) =>
        _clinic.Soon(() => _clinic.Gateway.Rings.Any(ring => ring.Gone is { } gone && gone.CallId == call && gone.Why == why && gone.SessionId == session), "the patient's pages fall silent");
}
