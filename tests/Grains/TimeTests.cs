using Medzdrav.Contracts;

namespace Medzdrav.Tests.Grains;

/// <summary>Each test has a clinic and a clock of its own.</summary>
public sealed class TimeTests : IAsyncLifetime
{
    private readonly Clinic _clinic = new();

    public ValueTask InitializeAsync() => _clinic.InitializeAsync();

    public ValueTask DisposeAsync() => _clinic.DisposeAsync();

    [Fact]
    public async Task The_consultation_returns_to_the_same_consultant_after_exactly_30_minutes()
    {
        var (anna, consultant, doctor) = (_clinic.Person(), await _clinic.OnDuty(Post.Consultant), await _clinic.OnDuty(Post.Therapist));
        var (session, phone) = await InConsultation(anna, consultant, doctor);
        var started = (await View(session, anna)).Leg!.StartedAt;

        await _clinic.Pass(started + TimeSpan.FromMinutes(30) - _clinic.Clock.GetUtcNow() - TimeSpan.FromSeconds(1), session);
        Assert.Equal(SessionPhase.Consultation, (await View(session, anna)).Phase);
        await _clinic.Pass(TimeSpan.FromSeconds(1), session);

        Assert.Equal(SessionPhase.WaitingForConsultant, (await View(session, anna)).Phase);
        Assert.Equal(2, _clinic.Gateway.Received(phone).Count(happened => happened.Kind == "limitWarning"));
        Assert.Equal(session, (await consultant.Offered(session)).SessionId);
        await _clinic.Soon(
            () => _clinic.Gateway.StaffPushes.Any(push => push.Duty is { Why: DutyChangeReason.ConsultationEnded, Duty.Duty: Duty.WrapUp }),
            "the doctor's desk hears of the time for the conclusion");
    }

    [Fact]
    public async Task The_limit_ends_at_the_original_minute_although_the_activation_was_lost()
    {
        var (anna, consultant, doctor) = (_clinic.Person(), await _clinic.OnDuty(Post.Consultant), await _clinic.OnDuty(Post.Therapist));
        var (session, phone) = await InConsultation(anna, consultant, doctor);
        var endsAt = (await View(session, anna)).Leg!.EndsAt!.Value;
        await _clinic.Pass(TimeSpan.FromMinutes(10), session);
        await _clinic.Cluster.DeactivateAsync(_clinic.Grains.GetGrain<ISession>(session.Value));

        // Nobody calls the session: the sweep alone brings it back.
        await _clinic.Pass(endsAt - _clinic.Clock.GetUtcNow() - TimeSpan.FromSeconds(3));
        await _clinic.Until(() => _clinic.Gateway.Received(phone).Count(happened => happened.Kind == "legEnded") == 2, "the limit ends the leg");

        var ended = _clinic.Gateway.Received(phone).Last(happened => happened.Kind == "legEnded");
        Assert.InRange(ended.At, endsAt, endsAt + TimeSpan.FromSeconds(6));
    }

    [Fact]
    public async Task A_doctor_gets_time_for_the_conclusion_although_the_sessions_word_was_lost_or_overtaken()
    {
        var (anna, consultant, doctor) = (_clinic.Person(), await _clinic.OnDuty(Post.Consultant), await _clinic.OnDuty(Post.Therapist));
        var (session, _) = await InConsultation(anna, consultant, doctor);
        // The session's word goes to the doctor, not to this one, who has only the rows.
        var twin = _clinic.Grains.GetGrain<ISpecialist>(GrainId.Create(DoctorTwin.Type, doctor.Id.Value));
        await twin.SetDuty(CommandId.New(), Duty.Available);
        Assert.Equal(session, Assert.Single((await twin.Desk()).Value!.Sessions).SessionId);

        await _clinic.Grains.GetGrain<ISessionDoctor>(session.Value).EndConsultation(CommandId.New(), doctor.Caller);

        Assert.Equal(Duty.WrapUp, (await twin.Desk()).Value!.Duty.Duty);
    }

    [Fact]
    public async Task A_conclusion_signed_during_the_talk_leaves_no_time_to_spend_on_it()
    {
        var (anna, consultant, doctor) = (_clinic.Person(), await _clinic.OnDuty(Post.Consultant), await _clinic.OnDuty(Post.Therapist));
        var (session, _) = await InConsultation(anna, consultant, doctor);
        var notes = _clinic.Grains.GetGrain<ISessionDoctor>(session.Value);
        await notes.SaveConclusion(CommandId.New(), doctor.Caller, new ConclusionText("Кашель", "", "ОРВИ", "Питьё"));
        await notes.SignConclusion(CommandId.New(), doctor.Caller);

        await notes.EndConsultation(CommandId.New(), doctor.Caller);

        await _clinic.Pass(TimeSpan.FromSeconds(12), session);
        Assert.Empty((await doctor.Grain.Desk()).Value!.Sessions);
        Assert.Equal(Duty.Available, (await doctor.Grain.Desk()).Value!.Duty.Duty);
        Assert.DoesNotContain(_clinic.Gateway.StaffPushes, push => push.Duty is { Duty.Duty: Duty.WrapUp });
    }

    [Fact]
    public async Task The_time_for_the_conclusion_ends_to_the_moment_although_the_activation_was_lost()
    {
        var (anna, consultant, doctor) = (_clinic.Person(), await _clinic.OnDuty(Post.Consultant), await _clinic.OnDuty(Post.Therapist));
        var (session, _) = await InConsultation(anna, consultant, doctor);
        await _clinic.Grains.GetGrain<ISessionDoctor>(session.Value).EndConsultation(CommandId.New(), doctor.Caller);
        await _clinic.Soon(
            () => _clinic.Gateway.StaffPushes.Any(push => push.Duty is { Why: DutyChangeReason.ConsultationEnded, Duty.Duty: Duty.WrapUp }),
            "the doctor's desk hears of the time for the conclusion");
        await _clinic.Cluster.DeactivateAsync(doctor.Grain);
        // From now on the regular ticks come between the moments that count.
        _clinic.Clock.Advance(TimeSpan.FromMilliseconds(300));
        var until = (await doctor.Grain.Desk()).Value!.Duty.Until!.Value;

        await _clinic.Pass(TimeSpan.FromSeconds(Math.Floor((until - _clinic.Clock.GetUtcNow()).TotalSeconds)));
        Assert.Equal(Duty.WrapUp, (await doctor.Grain.Desk()).Value!.Duty.Duty);
        _clinic.Clock.Advance(until + TimeSpan.FromMilliseconds(1) - _clinic.Clock.GetUtcNow());
        await _clinic.Soon(
            () => _clinic.Gateway.StaffPushes.Any(push => push.Duty is { Why: DutyChangeReason.WrapUpOver, Duty.Duty: Duty.Available }),
            "the doctor's desk hears of the end while the clock stands still");

        Assert.Equal(Duty.Available, (await doctor.Grain.Desk()).Value!.Duty.Duty);
    }

    [Fact]
    public async Task A_specialist_who_drops_out_is_told_after_10_seconds_and_replaced_after_60()
    {
        var (anna, gone, other) = (_clinic.Person(), await _clinic.OnDuty(Post.Consultant), await _clinic.OnDuty(Post.Consultant));
        await other.Grain.SetDuty(CommandId.New(), Duty.Away);
        var (session, phone) = await anna.Call();
        var (_, desk) = await gone.Take(session);
        await other.Grain.SetDuty(CommandId.New(), Duty.Available);

        await _clinic.Grains.GetGrain<ISessionAttendance>(session.Value).Detach(desk, _clinic.Clock.GetUtcNow());
        await _clinic.Offline(gone);
        await _clinic.Pass(TimeSpan.FromSeconds(11), session);
        await _clinic.Soon(() => _clinic.Gateway.Received(phone)[^1].Kind == "dropped", "the patient is told");
        await _clinic.Pass(TimeSpan.FromSeconds(50), session);

        Assert.Equal(session, (await other.Offered(session)).SessionId);
        Assert.Equal(SessionPhase.WaitingForConsultant, (await View(session, anna)).Phase);
    }

    [Fact]
    public async Task A_patient_who_does_not_come_back_is_closed_after_15_minutes_by_the_sweep_alone()
    {
        var anna = _clinic.Person();
        var (session, phone) = await anna.Call();
        await _clinic.Grains.GetGrain<ISessionAttendance>(session.Value).Detach(phone, _clinic.Clock.GetUtcNow());

        await _clinic.Pass(TimeSpan.FromMinutes(14), session);
        Assert.Equal(SessionPhase.WaitingForConsultant, (await View(session, anna)).Phase);
        await _clinic.Pass(TimeSpan.FromMinutes(1) + TimeSpan.FromSeconds(2), session);

        Assert.Equal(CloseReason.NoConnection, (await View(session, anna)).CloseReason);
    }

    [Fact]
    public async Task A_patient_who_comes_back_in_time_keeps_the_place()
    {
        var anna = _clinic.Person();
        var (session, phone) = await anna.Call();
        await _clinic.Grains.GetGrain<ISessionAttendance>(session.Value).Detach(phone, _clinic.Clock.GetUtcNow());
        await _clinic.Pass(TimeSpan.FromMinutes(10), session);

        var back = await _clinic.Gateway.Join(anna.Caller, session);
        await _clinic.Pass(TimeSpan.FromMinutes(10), session);

        Assert.Equal(SessionPhase.WaitingForConsultant, (await View(session, anna)).Phase);
        Assert.Contains(_clinic.Gateway.Received(back), happened => happened.Kind == "rejoined");
    }

    [Fact]
    public async Task A_gateway_that_dies_takes_its_connections_along()
    {
        var anna = _clinic.Person();
        var dying = new FakeGateway(_clinic.Grains);
        await dying.Renew();
        var session = (await anna.Open()).Value!.SessionId;
        await dying.Join(anna.Caller, session);
        await _clinic.Pass(TimeSpan.FromSeconds(4), session);

        await _clinic.Pass(TimeSpan.FromSeconds(30), session);

        Assert.False((await View(session, anna)).Participants.Single().Present);
    }

    [Fact]
    public async Task A_gateway_that_comes_to_be_known_late_is_told_what_was_news_before()
    {
        var (session, _) = await _clinic.Person().Call();
        await _clinic.Until(() => _clinic.Gateway.Position(session) is not null, "the first gateway is told");
        await _clinic.Pass(TimeSpan.FromSeconds(2), session);

        var late = new FakeGateway(_clinic.Grains);
        await late.Renew();

        await _clinic.Until(() => late.Position(session) is not null, "the second is told the place");
        await _clinic.Soon(() => late.CoverageOf(QueueKind.Consultant) is { OnDuty: 0, Waiting: 1 }, "and how the queue is covered");
    }

    [Fact]
    public async Task A_task_is_told_to_a_gateway_that_no_silo_has_heard_of_yet()
    {
        var late = new FakeGateway(_clinic.Grains);
        await late.Renew();

        await _clinic.Grains.GetGrain<IVisitorsGrain>(0).RequestCallback("late", CommandId.New(), "8 912 000-00-03", null, "203.0.113.7");

        await _clinic.Soon(() => late.OpenTasks > 0, "told without the clock having moved");
    }

    [Fact]
    public async Task When_the_last_doctor_goes_off_duty_the_patient_goes_back_to_the_consultant()
    {
        var (child, consultant, doctor) = (_clinic.Person(years: 6), await _clinic.OnDuty(Post.Consultant), await _clinic.OnDuty(Post.Paediatrician));
        var (session, _) = await child.Call();
        await consultant.Take(session);
        await _clinic.Grains.GetGrain<ISessionConsultant>(session.Value).Transfer(CommandId.New(), consultant.Caller, new Referral(QueueKind.Paediatrician, "Сыпь", null));
        await doctor.Grain.SetDuty(CommandId.New(), Duty.Off);

        await _clinic.Pass(TimeSpan.FromSeconds(25), session);

        Assert.Equal(session, (await consultant.Offered(session)).SessionId);
        Assert.Equal(SessionPhase.WaitingForConsultant, (await View(session, child)).Phase);
    }

    [Fact]
    public async Task The_waiting_room_shows_the_position_and_whether_anybody_is_on_duty()
    {
        var first = (await _clinic.Person().Call()).Session;
        await _clinic.Pass(TimeSpan.FromSeconds(1));
        var second = (await _clinic.Person().Call()).Session;
        await _clinic.Until(() => _clinic.Gateway.Position(second) is not null, "positions are told");
        Assert.Equal((1, 2, false), (_clinic.Gateway.Position(first)!.Position, _clinic.Gateway.Position(second)!.Position, _clinic.Gateway.Position(second)!.Covered));

        var consultant = await _clinic.OnDuty(Post.Consultant);
        await consultant.Take(first);

        await _clinic.Until(() => _clinic.Gateway.Position(second) is { Position: 1, Covered: true, EstimatedWaitSeconds: > 0 }, "the next one moves up");
    }

    [Fact]
    public async Task The_other_side_hears_a_message_although_the_activation_was_lost_in_between()
    {
        var (anna, consultant) = (_clinic.Person(), await _clinic.OnDuty(Post.Consultant));
        var (session, phone) = await anna.Call();
        var (_, desk) = await consultant.Take(session);
        await _clinic.Cluster.DeactivateAsync(_clinic.Grains.GetGrain<ISession>(session.Value));

        await anna.Say(session, "Вы здесь?");
        await consultant.Say(session, "Да");

        await _clinic.Soon(() => _clinic.Gateway.Texts(desk) is ["Вы здесь?", "Да"] && _clinic.Gateway.Texts(phone) is ["Вы здесь?", "Да"], "both hear both");
    }

    [Fact]
    public async Task Read_marks_are_stored_at_most_once_a_second()
    {
        var (anna, consultant) = (_clinic.Person(), await _clinic.OnDuty(Post.Consultant));
        var (session, phone) = await anna.Call();
        await consultant.Take(session);
        for (var i = 0; i < 10; i++)
        {
            var said = (await consultant.Say(session, $"{i}")).Value!;
            await _clinic.Grains.GetGrain<ISessionTalk>(session.Value).MarkRead(anna.Caller, said.Sequence);
        }
        await _clinic.Pass(TimeSpan.FromSeconds(2), session);

        await consultant.Say(session, "Последнее");

        await _clinic.Soon(() => _clinic.Gateway.Texts(phone).Contains("Последнее"), "what was said after the marks arrives");
        Assert.Equal(2, _clinic.Gateway.Received(phone).Count(happened => happened.Kind == "read"));
    }

    private async Task<(SessionId, ConnectionRef)> InConsultation(Insured anna, Specialist consultant, Specialist doctor)
    {
        var (session, phone) = await anna.Call();
        await consultant.Take(session);
        await _clinic.Grains.GetGrain<ISessionConsultant>(session.Value).Transfer(CommandId.New(), consultant.Caller, new Referral(QueueKind.Therapist, "Боль", null));
        await doctor.Take(session);
        return (session, phone);
    }

    private async Task<SessionView> View(SessionId session, Insured anna) =>
        (await _clinic.Grains.GetGrain<ISession>(session.Value).View(anna.Caller)).Value!;
}
