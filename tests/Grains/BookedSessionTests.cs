using Medzdrav.Contracts;

namespace Medzdrav.Tests.Grains;

/// <summary>From a booking to its consultation: priority, the personal offer, fifteen minutes and the return; each test with a clock of its own.</summary>
public sealed class BookedSessionTests : IAsyncLifetime
{
    private readonly Clinic _clinic = new();
    private Bookings _bookings = null!;

    public async ValueTask InitializeAsync()
    {
        await _clinic.InitializeAsync();
        _bookings = new Bookings(_clinic);
    }

    public ValueTask DisposeAsync() => _clinic.DisposeAsync();

    [Fact]
    public async Task A_booked_patient_comes_before_plain_contacts_and_goes_to_the_booked_doctor_who_is_off_duty_for_fifteen_minutes()
    {
        var (anna, plain, doctor) = (_clinic.Person(), _clinic.Person(), await OffDuty());
        var (booked, at) = await Book(anna, doctor);
        await _bookings.PassTo(at.AddMinutes(-10));
        var (waiting, _) = await plain.Call();
        var (session, phone) = await anna.Call();

        var consultant = await _clinic.OnDuty(Post.Consultant);
        var offer = await consultant.Offered(session);
        Assert.Equal((booked.AppointmentId, at), (offer.Appointment!.AppointmentId, offer.Appointment.StartsAt));
        var (view, _) = await consultant.Take(session);
        Assert.Equal(doctor.Id, view.Appointment!.DoctorId);

        Assert.Null((await Transfer(session, consultant, booked)).Refusal);
        await _clinic.Soon(() => _clinic.Gateway.OfferTo(doctor.Tab)?.SessionId == session, "the doctor's desk rings although the duty is off");
        var personal = _clinic.Gateway.OfferTo(doctor.Tab)!;
        Assert.Null(personal.ExpiresAt);
        var taken = (await doctor.Grain.AnswerOffer(CommandId.New(), personal.OfferId, accept: true)).Value!.View!;
        Assert.Equal(TimeSpan.FromMinutes(15), taken.Leg!.EndsAt - taken.Leg.StartedAt);
        await _clinic.Gateway.Join(doctor.Caller, session);

        await _clinic.Pass(taken.Leg.EndsAt!.Value - _clinic.Clock.GetUtcNow() + TimeSpan.FromSeconds(1), session);

        Assert.Equal(SessionPhase.WaitingForConsultant, (await View(session, anna)).Phase);
        Assert.Equal(2, _clinic.Gateway.Received(phone).Count(happened => happened.Kind == "limitWarning"));
        var held = await _bookings.Read(booked);
        Assert.Equal((AppointmentState.Held, 2), (held.State, held.Version));
        Assert.Equal(SessionPhase.WaitingForConsultant, (await View(waiting, plain)).Phase);
    }

    [Fact]
    public async Task A_doctor_in_another_consultation_gets_the_booked_patient_when_it_is_over_and_nobody_else_does()
    {
        var (anna, other, doctor, idle) = (_clinic.Person(), _clinic.Person(), await _clinic.OnDuty(Post.Therapist), await _clinic.OnDuty(Post.Therapist));
        await idle.Grain.SetDuty(CommandId.New(), Duty.Away);
        var consultant = await _clinic.OnDuty(Post.Consultant);
        var urgent = await Urgent(other, consultant);
        await doctor.Take(urgent);
        await idle.Grain.SetDuty(CommandId.New(), Duty.Available);
        await _bookings.Doctor(doctor.Id);
        var (booked, _) = await Book(anna, doctor, ahead: 0);
        var (session, _) = await anna.Call();
        await consultant.Take(session);

        Assert.Null((await Transfer(session, consultant, booked, stays: true)).Refusal);
        await _clinic.Pass(TimeSpan.FromSeconds(65), session);
        Assert.Null(_clinic.Gateway.OfferTo(doctor.Tab));
        Assert.Null(_clinic.Gateway.OfferTo(idle.Tab));
        Assert.Equal(SessionPhase.WaitingForDoctor, (await View(session, anna)).Phase);

        await _clinic.Grains.GetGrain<ISessionDoctor>(urgent.Value).EndConsultation(CommandId.New(), doctor.Caller);
        await _clinic.Until(() => _clinic.Gateway.OfferTo(doctor.Tab)?.SessionId == session, "the desk rings as soon as there is room, while the conclusion is written");
        Assert.Equal(SessionPhase.Consultation, (await doctor.Grain.AnswerOffer(CommandId.New(), _clinic.Gateway.OfferTo(doctor.Tab)!.OfferId, accept: true)).Value!.View!.Phase);
    }

    [Fact]
    public async Task A_doctor_is_offered_nobody_whose_consultation_might_run_into_a_booked_one()
    {
        var (anna, other, doctor, consultant) = (_clinic.Person(), _clinic.Person(), await _clinic.OnDuty(Post.Therapist), await _clinic.OnDuty(Post.Consultant));
        await _bookings.Doctor(doctor.Id);
        var (booked, at) = await Book(anna, doctor);
        await _clinic.Pass(TimeSpan.FromSeconds(11));
        var urgent = await Urgent(other, consultant);

        await _clinic.Pass(TimeSpan.FromSeconds(8), urgent);
        Assert.Null(_clinic.Gateway.OfferTo(doctor.Tab));
        Assert.Equal(at - new TimeSpan(0, 30, 20), Assert.Single((await doctor.Grain.Desk()).Value!.Booked!).KeptFreeFrom);
        Assert.Equal((1, 1, at), _clinic.Gateway.CoverageOf(QueueKind.Therapist) is { } told ? (told.OnDuty, told.KeptFree, told.KeptFreeFor!.Value) : default);
        Assert.Equal(SessionPhase.WaitingForDoctor, (await View(urgent, other)).Phase);

        await _bookings.Cancel(booked, CancelledBy.Patient);
        await _clinic.Until(() => _clinic.Gateway.OfferTo(doctor.Tab)?.SessionId == urgent, "nothing is in the way any more");
    }

    [Fact]
    public async Task A_doctor_who_is_not_there_gives_the_patient_back_to_the_consultant_after_a_minute()
    {
        var (anna, doctor, consultant) = (_clinic.Person(), await OffDuty(), await _clinic.OnDuty(Post.Consultant));
        var (booked, at) = await Book(anna, doctor);
        await _clinic.Offline(doctor);
        await _bookings.PassTo(at);
        var (session, _) = await anna.Call();
        await consultant.Take(session);
        await Transfer(session, consultant, booked);

        await _clinic.Pass(TimeSpan.FromSeconds(61), session);

        Assert.Equal(session, (await consultant.Offered(session)).SessionId);
        await consultant.Take(session);
        // Another doctor who is free now.
        var free = await _clinic.OnDuty(Post.Therapist);
        Assert.Null((await _clinic.Grains.GetGrain<ISessionConsultant>(session.Value).Transfer(CommandId.New(), consultant.Caller, new Referral(QueueKind.Therapist, "Врач не отвечает", null))).Refusal);
        await free.Take(session);
        await _clinic.Grains.GetGrain<ISessionDoctor>(session.Value).EndConsultation(CommandId.New(), free.Caller);
        Assert.Equal(AppointmentState.Held, (await _bookings.Read(booked)).State);
    }

    [Fact]
    public async Task A_doctor_who_declines_gives_the_patient_back_at_once_and_is_not_rung_again()
    {
        var (anna, doctor, consultant) = (_clinic.Person(), await OffDuty(), await _clinic.OnDuty(Post.Consultant));
        var (booked, at) = await Book(anna, doctor);
        await _bookings.PassTo(at);
        var (session, _) = await anna.Call();
        await consultant.Take(session);
        await Transfer(session, consultant, booked);
        await _clinic.Soon(() => _clinic.Gateway.OfferTo(doctor.Tab) is not null, "the desk rings");

        await doctor.Grain.AnswerOffer(CommandId.New(), _clinic.Gateway.OfferTo(doctor.Tab)!.OfferId, accept: false);

        Assert.Equal(session, (await consultant.Offered(session)).SessionId);
        Assert.Null(_clinic.Gateway.OfferTo(doctor.Tab));
    }

    [Fact]
    public async Task A_lost_word_is_found_in_the_rows()
    {
        var (anna, doctor, consultant) = (_clinic.Person(), await OffDuty(), await _clinic.OnDuty(Post.Consultant));
        var (booked, at) = await Book(anna, doctor);
        await _bookings.PassTo(at);
        var (session, _) = await anna.Call();
        await consultant.Take(session);
        _clinic.Failing = nameof(ISpecialistBookings.Await);
        await Transfer(session, consultant, booked, stays: true);
        await _clinic.Pass(TimeSpan.FromSeconds(2), session);
        Assert.Null(_clinic.Gateway.OfferTo(doctor.Tab));
        _clinic.Failing = null;

        await _clinic.Until(() => _clinic.Gateway.OfferTo(doctor.Tab)?.SessionId == session, "the rows say who waits");
    }

    [Fact]
    public async Task Documents_that_the_booking_needs_keep_the_doctor_away_until_they_are_waived()
    {
        var (anna, doctor, consultant) = (_clinic.Person(), await OffDuty(), await _clinic.OnDuty(Post.Consultant));
        var (booked, at) = await Book(anna, doctor, "Снимок лёгких");
        await _bookings.PassTo(at);
        var (session, _) = await anna.Call();
        var (view, _) = await consultant.Take(session);
        Assert.Equal("Снимок лёгких", view.DocumentsAwaited);
        Assert.Equal("documentsAwaited", (await Transfer(session, consultant, booked)).Refusal!.Code);
        await _clinic.Grains.GetGrain<ISessionDocuments>(session.Value).WaiveDocuments(CommandId.New(), consultant.Caller, "Видел на приёме");
        Assert.Null((await Transfer(session, consultant, booked)).Refusal);
    }

    [Fact]
    public async Task A_patient_who_only_is_online_is_put_into_a_session_at_the_start_and_told_once()
    {
        var (anna, doctor) = (_clinic.Person(), await OffDuty());
        var at = _bookings.Ahead(TimeSpan.FromMinutes(12));
        var booked = await _bookings.Book(anna, doctor.Id, at, mode: SessionMode.Video);
        _clinic.Gateway.Online[anna.Account] = true;
        await _bookings.PassTo(at.AddSeconds(-1));
        Assert.Empty(_clinic.Gateway.Opened);

        await _bookings.Soon(() => Task.FromResult(!_clinic.Gateway.Opened.IsEmpty), seconds: 10);

        var told = Assert.Single(_clinic.Gateway.Opened);
        Assert.Equal((anna.Account, booked.AppointmentId), (told.Account, told.Appointment.AppointmentId));
        Assert.Equal(SessionMode.Video, (await View(told.SessionId, anna)).Mode);
        await _clinic.Gateway.Join(anna.Caller, told.SessionId);
        var consultant = await _clinic.OnDuty(Post.Consultant);
        Assert.Equal(booked.AppointmentId, (await consultant.Offered(told.SessionId)).Appointment!.AppointmentId);
        await anna.Leave(told.SessionId);
        await _clinic.Pass(TimeSpan.FromMinutes(3));
        Assert.Single(_clinic.Gateway.Opened);
    }

    [Fact]
    public async Task A_patient_who_waits_since_before_is_carried_forward_when_the_booking_is_near()
    {
        var (anna, doctor) = (_clinic.Person(), await OffDuty());
        var (booked, at) = await Book(anna, doctor, ahead: 20);
        var (session, _) = await anna.Call();
        Assert.Null((await View(session, anna)).Appointment);
        await _clinic.Pass(at.AddMinutes(-15) - _clinic.Clock.GetUtcNow());
        await _bookings.Soon(async () => (await View(session, anna)).Appointment is not null, seconds: 10);
        Assert.Equal(booked.AppointmentId, (await View(session, anna)).Appointment!.AppointmentId);
    }

    [Fact]
    public async Task A_patient_who_came_and_left_before_a_doctor_is_not_told_that_there_was_no_connection()
    {
        var (anna, doctor) = (_clinic.Person(), await OffDuty());
        var (booked, at) = await Book(anna, doctor);
        await _bookings.PassTo(at.AddMinutes(2));
        var (session, _) = await anna.Call();
        await anna.Leave(session);

        await _bookings.PassTo(at.AddMinutes(15));

        Assert.Equal(AppointmentState.NotHeld, (await _bookings.EndedSoon(booked)).State);
        await _clinic.Pass(TimeSpan.FromSeconds(5));
        Assert.DoesNotContain(await _bookings.Sms(anna), text => text.Contains("закрыта"));
    }

    [Fact]
    public async Task An_appointment_of_somebody_else_opens_nothing()
    {
        var (anna, boris, doctor) = (_clinic.Person(), _clinic.Person(), await OffDuty());
        var (booked, _) = await Book(anna, doctor);
        var account = _clinic.Grains.GetGrain<IAccountGrain>(boris.Account.Value);
        Assert.Equal("notFound", (await account.OpenSession(CommandId.New(), SessionMode.Chat, null, appointment: booked.AppointmentId)).Refusal!.Code);
        Assert.Equal("notFound", (await account.OpenSession(CommandId.New(), SessionMode.Chat, boris.Patient, appointment: booked.AppointmentId)).Refusal!.Code);
        Assert.Equal("notFound", (await account.OpenSession(CommandId.New(), SessionMode.Chat, null, appointment: new AppointmentId("none"))).Refusal!.Code);
    }

    private async Task<SessionId> Urgent(Insured person, Specialist consultant)
    {
        var (urgent, _) = await person.Call();
        await consultant.Take(urgent);
        await _clinic.Grains.GetGrain<ISessionConsultant>(urgent.Value).Transfer(CommandId.New(), consultant.Caller, new Referral(QueueKind.Therapist, "Боль", null));
        return urgent;
    }

    private async Task<Specialist> OffDuty()
    {
        var doctor = await _clinic.OnDuty(Post.Therapist);
        await doctor.Grain.SetDuty(CommandId.New(), Duty.Off);
        await _bookings.Doctor(doctor.Id);
        return doctor;
    }

    private async Task<(AppointmentView Booked, DateTimeOffset At)> Book(Insured person, Specialist doctor, string? documents = null, int ahead = 12)
    {
        var at = _bookings.Ahead(TimeSpan.FromMinutes(ahead));
        return (await _bookings.Book(person, doctor.Id, at, documents), at);
    }

    private Task<Reply<SessionView>> Transfer(SessionId session, Specialist consultant, AppointmentView booked, bool stays = false) =>
        _clinic.Grains.GetGrain<ISessionConsultant>(session.Value).Transfer(CommandId.New(), consultant.Caller, new Referral(QueueKind.Specialist, "По записи", null, stays, booked.AppointmentId));

    private async Task<SessionView> View(SessionId session, Insured anna) => (await _clinic.Grains.GetGrain<ISession>(session.Value).View(anna.Caller)).Value!;
}
