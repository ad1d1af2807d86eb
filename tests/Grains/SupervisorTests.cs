using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Tests.Grains;

/// <summary>The doings of supervisors: seen by those whom they touch, and on record.</summary>
public sealed class SupervisorTests(Clinic clinic) : IClassFixture<Clinic>
{
    [Fact]
    public async Task Who_looks_on_is_seen_reads_everything_and_is_out_when_the_post_is_lost()
    {
        var (consultant, caller, session, patient) = await Talk();
        await caller.Say(session, "Болит горло");
        var (tamara, grain) = Hire();
        var command = CommandId.New();

        var view = (await grain.JoinSession(command, session)).Value!;
        Assert.Equal((ParticipantRole.Supervisor, "Зоркая"), view.Participants.Where(one => one.ParticipantId == ParticipantId.Of(tamara)).Select(one => (one.Role, one.Name)).Single());
        Assert.Equal(view.Sequence, (await grain.JoinSession(command, session)).Value!.Sequence);
        var looking = await clinic.Gateway.Join(Caller.Of(tamara), session);
        await clinic.Soon(() => Kinds(patient).Contains("supervisorJoined"), "the patient sees it");
        Assert.Equal(["Болит горло"], clinic.Gateway.Texts(looking));
        await consultant.Say(session, "Давно?");
        await clinic.Soon(() => clinic.Gateway.Texts(looking).Length == 2, "what is said is read");
        Assert.Equal(Refusal.WrongRole, (await clinic.Grains.GetGrain<ISessionTalk>(session.Value).SendMessage(CommandId.New(), Caller.Of(tamara), "Я здесь", [])).Refusal);
        Assert.Equal(Refusal.NotFound, (await clinic.Grains.GetGrain<ISession>(session.Value).Card(Caller.Of(tamara))).Refusal);

        clinic.Records.Change(tamara, record => record with { Posts = [Post.Auditor] });
        await clinic.Grains.GetGrain<IStaffGrain>(tamara.Value).Wake();
        await clinic.Soon(() => Kinds(patient).Contains("supervisorLeft"), "the supervisor is out");
        await caller.Say(session, "С утра");
        Assert.Equal(Refusal.NotFound, (await clinic.Grains.GetGrain<ISession>(session.Value).View(Caller.Of(tamara))).Refusal);
        Assert.Equal(Refusal.RightMissing, (await grain.JoinSession(CommandId.New(), session)).Refusal);
        Assert.Equal(2, clinic.Gateway.Texts(looking).Length);
        await Close(consultant, session);
        await consultant.Leave();
    }

    [Fact]
    public async Task Whoever_names_many_sessions_is_led_out_of_the_real_one_all_the_same()
    {
        var (consultant, _, session, patient) = await Talk();
        var (tamara, grain) = Hire();
        await grain.JoinSession(CommandId.New(), session);
        for (var number = 0; number <= SupervisorState.MostSessions; number++)
            Assert.Equal(Refusal.NotFound, (await grain.JoinSession(CommandId.New(), new SessionId($"forged{number}"))).Refusal);

        clinic.Records.Change(tamara, record => record with { Posts = [Post.Auditor] });
        await clinic.Grains.GetGrain<IStaffGrain>(tamara.Value).Wake();

        await clinic.Soon(() => Kinds(patient).Contains("supervisorLeft"), "the supervisor is out");
        await Close(consultant, session);
        await consultant.Leave();
    }

    [Fact]
    public async Task A_former_supervisor_who_could_not_be_led_out_is_led_out_when_the_session_can()
    {
        var (consultant, _, session, patient) = await Talk();
        var (tamara, grain) = Hire();
        await grain.JoinSession(CommandId.New(), session);
        clinic.Records.Change(tamara, record => record with { Posts = [Post.Auditor] });

        clinic.Unavailable = nameof(ISessionSupervision.LeaveAsSupervisor);
        await Assert.ThrowsAsync<StorageUnavailableException>(() => clinic.Grains.GetGrain<IStaffGrain>(tamara.Value).Wake());
        clinic.Unavailable = null;
        Assert.DoesNotContain("supervisorLeft", Kinds(patient));
        await clinic.Grains.GetGrain<IStaffGrain>(tamara.Value).Wake();

        await clinic.Soon(() => Kinds(patient).Contains("supervisorLeft"), "the supervisor is out");
        await Close(consultant, session);
        await consultant.Leave();
    }

    [Fact]
    public async Task A_raise_of_which_the_queue_did_not_hear_is_taken_from_the_row()
    {
        var (first, _) = await clinic.Person().Call();
        await clinic.Pass(TimeSpan.FromSeconds(2));
        var (second, patient) = await clinic.Person().Call();
        await clinic.Grains.QueueOf(QueueKind.Consultant).Coverage();
        var (_, grain) = Hire();

        clinic.Failing = nameof(IQueueGrain.Enqueue);
        await grain.RaiseSession(CommandId.New(), second);
        await clinic.Soon(() => Kinds(patient).Contains("raised"), "the patient is told");
        await clinic.Grains.QueueOf(QueueKind.Consultant).Coverage();
        clinic.Failing = null;
        await clinic.Pass(TimeSpan.FromSeconds(8), first, second);
        var consultant = await Asked();

        Assert.Equal(second, clinic.Gateway.OfferTo(consultant.Tab)!.SessionId);
        await HelpInTurn(consultant, second, first);
        await consultant.Leave();
    }

    [Fact]
    public void Of_too_many_sessions_the_one_joined_first_is_left()
    {
        var state = Enumerable.Range(0, SupervisorState.MostSessions).Aggregate(new SupervisorState(), (state, number) => state.With(new SessionId($"{number}")));

        Assert.Equal(new SessionId("0"), state.LeftFor(new SessionId("another")));
        Assert.Null(state.LeftFor(new SessionId("7")));
        Assert.Null(state.Without(new SessionId("7")).LeftFor(new SessionId("another")));
    }

    [Fact]
    public async Task A_supervisor_who_joins_and_never_connects_is_out_soon_and_the_talk_goes_on()
    {
        var (consultant, caller, session, patient) = await Talk();
        var (_, grain) = Hire();
        await grain.JoinSession(CommandId.New(), session);

        await clinic.Pass(TimeSpan.FromSeconds(15), session);

        Assert.Contains("supervisorLeft", Kinds(patient));
        Assert.DoesNotContain("dropped", Kinds(patient));
        Assert.Equal(SessionPhase.Intake, (await clinic.Grains.GetGrain<ISession>(session.Value).View(caller.Caller)).Value!.Phase);
        Assert.Equal(Refusal.NotFound, (await grain.LeaveSession(CommandId.New(), session)).Refusal);
        await Close(consultant, session);
        Assert.Equal(Refusal.Closed, (await grain.JoinSession(CommandId.New(), session)).Refusal);
        await consultant.Leave();
    }

    [Fact]
    public async Task A_raised_session_is_offered_before_those_that_waited_longer()
    {
        var (first, _) = await clinic.Person().Call();
        await clinic.Pass(TimeSpan.FromSeconds(2));
        var caller = clinic.Person();
        var (second, patient) = await caller.Call();
        var (_, grain) = Hire();

        Assert.NotNull((await grain.RaiseSession(CommandId.New(), second)).Value);
        await clinic.Soon(() => Kinds(patient).Contains("raised"), "the patient is told");
        var consultant = await Asked();

        Assert.Equal(second, clinic.Gateway.OfferTo(consultant.Tab)!.SessionId);
        await HelpInTurn(consultant, second, first);
        Assert.Equal(Refusal.NotFound, (await grain.RaiseSession(CommandId.New(), new SessionId("nobody-opened-this"))).Refusal);
        await consultant.Leave();
    }

    [Fact]
    public async Task A_raised_session_that_is_put_back_is_offered_after_those_that_waited_longer()
    {
        var (first, _) = await clinic.Person().Call();
        await clinic.Pass(TimeSpan.FromSeconds(2));
        var (second, patient) = await clinic.Person().Call();
        var (_, grain) = Hire();
        await grain.RaiseSession(CommandId.New(), second);

        Assert.NotNull((await grain.LowerSession(CommandId.New(), second)).Value);
        await clinic.Soon(() => Kinds(patient).Contains("lowered"), "the patient is told");
        var consultant = await Asked();

        Assert.Equal(first, clinic.Gateway.OfferTo(consultant.Tab)!.SessionId);
        Assert.Equal(Refusal.RightMissing, (await clinic.Grains.GrainOf<ISupervisorGrain>(consultant.Id.Value).LowerSession(CommandId.New(), second)).Refusal);
        await HelpInTurn(consultant, first, second);
        Assert.Equal(Refusal.Closed, (await grain.LowerSession(CommandId.New(), second)).Refusal);
        await consultant.Leave();
    }

    [Fact]
    public async Task A_specialist_who_is_sent_on_a_break_reads_why_and_gets_no_offers_and_it_is_on_record()
    {
        var (therapist, (tamara, grain), command) = (await clinic.OnDuty(Post.Therapist), Hire(), CommandId.New());

        Assert.Equal(Duty.Away, (await grain.SendToBreak(command, therapist.Id, Desk.Doctor)).Value!.Duty);
        await therapist.Grain.SetDuty(CommandId.New(), Duty.Available);
        Assert.Equal(Duty.Away, (await grain.SendToBreak(command, therapist.Id, Desk.Doctor)).Value!.Duty);
        Assert.Equal(Duty.Available, (await therapist.Grain.Desk()).Value!.Duty.Duty);

        await grain.SendToBreak(CommandId.New(), therapist.Id, Desk.Doctor);
        Assert.Equal((Duty.Away, DutyChangeReason.SentToBreak), (await therapist.Grain.Desk()).Value!.Duty is var duty ? (duty.Duty, duty.Why) : default);
        Assert.All(clinic.Trail.Of(tamara), entry => Assert.Equal((AuditSubject.StaffDuty, therapist.Id.Value), (entry.What, Assert.Single(entry.Whose).Value)));
        Assert.Equal(2, clinic.Trail.Of(tamara).Length);
        await therapist.Grain.SetDuty(CommandId.New(), Duty.Off);
        Assert.Equal(Refusal.WrongPhase, (await grain.SendToBreak(CommandId.New(), therapist.Id, Desk.Doctor)).Refusal);
        Assert.Equal(Refusal.NotFound, (await grain.SendToBreak(CommandId.New(), therapist.Id, Desk.Consultant)).Refusal);
        Assert.Equal(Refusal.RightMissing, (await clinic.Grains.GrainOf<ISupervisorGrain>(therapist.Id.Value).SendToBreak(CommandId.New(), therapist.Id, Desk.Doctor)).Refusal);
        await therapist.Leave();
    }

    [Fact]
    public async Task A_task_is_given_to_another_consultant_once_and_set_free()
    {
        var (one, other, (_, grain)) = (await clinic.OnDuty(Post.Consultant), await clinic.OnDuty(Post.Consultant), Hire());
        await clinic.Grains.GetGrain<IAccountGrain>(clinic.Person().Account.Value).RequestCallback(CommandId.New(), null, null, "10.0.0.1");
        var task = Assert.Single((await Tasks(one)).Tasks).TaskId;
        await Consultant(one).ClaimTask(CommandId.New(), task);
        var command = CommandId.New();

        Assert.Equal(other.Id, (await grain.ReassignTask(command, task, other.Id)).Value!.ClaimedBy);
        await clinic.Until(() => clinic.Gateway.OpenTasks == 0, "consultants are told");
        Assert.Equal(Refusal.AlreadyTaken, (await Consultant(one).FinishTask(CommandId.New(), task, TaskOutcome.Done)).Refusal);
        Assert.Null((await grain.ReassignTask(CommandId.New(), task, null)).Value!.ClaimedBy);
        // A repeat changes nothing any more.
        Assert.Equal(other.Id, (await grain.ReassignTask(command, task, other.Id)).Value!.ClaimedBy);
        Assert.Null(Assert.Single((await Tasks(one)).Tasks).ClaimedBy);
        var therapist = await clinic.OnDuty(Post.Therapist);
        Assert.Equal(Refusal.NotFound, (await grain.ReassignTask(CommandId.New(), task, therapist.Id)).Refusal);
        Assert.Equal(Refusal.NotFound, (await grain.ReassignTask(CommandId.New(), new TaskId("nobodys"), other.Id)).Refusal);
        foreach (var specialist in new[] { one, other, therapist })
            await specialist.Leave();
    }

    private static IConsultantGrain Consultant(Specialist specialist) => (IConsultantGrain)specialist.Grain;

    private static async Task<TaskList> Tasks(Specialist specialist) => (await Consultant(specialist).Tasks()).Value!;

    /// <summary>A patient talks with a consultant.</summary>
    private async Task<(Specialist Consultant, Insured Caller, SessionId Session, ConnectionRef Patient)> Talk()
    {
        var (consultant, caller) = (await clinic.OnDuty(Post.Consultant), clinic.Person());
        var (session, patient) = await caller.Call();
        await consultant.Take(session);
        return (consultant, caller, session, patient);
    }

    /// <summary>A consultant comes on duty, and is offered a session.</summary>
    private async Task<Specialist> Asked()
    {
        var consultant = await clinic.OnDuty(Post.Consultant);
        await clinic.Until(() => clinic.Gateway.OfferTo(consultant.Tab) is not null, "a session is offered");
        return consultant;
    }

    private async Task HelpInTurn(Specialist consultant, params SessionId[] sessions)
    {
        foreach (var session in sessions)
        {
            await consultant.Take(session);
            await Close(consultant, session);
        }
    }

    private Task<Reply<SessionView>> Close(Specialist consultant, SessionId session) =>
        clinic.Grains.GetGrain<ISessionConsultant>(session.Value).Close(CommandId.New(), consultant.Caller, CloseReason.Completed);

    private (StaffId Id, ISupervisorGrain Grain) Hire()
    {
        var id = new StaffId($"supervisor-{Guid.NewGuid():N}");
        clinic.Records.Add(new StaffRecord(id, id.Value, "", "Зоркая", [Post.Supervisor]));
        return (id, clinic.Grains.GrainOf<ISupervisorGrain>(id.Value));
    }

    private string[] Kinds(ConnectionRef connection) => [.. clinic.Gateway.Received(connection).Select(happened => happened.Kind)];
}
