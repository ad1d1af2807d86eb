using Medzdrav.Contracts;

namespace Medzdrav.Tests.Grains;

/// <summary>Supervisors see how the service goes, and those who look cost the queues nothing each.</summary>
public sealed class SupervisionTests(Clinic clinic) : IClassFixture<Clinic>
{
    private ISupervisionGrain Supervision => clinic.Grains.GrainOf<ISupervisionGrain>(ISupervisionGrain.Key);

    [Fact]
    public async Task Who_waits_and_who_is_with_whom_is_seen_with_the_time_that_is_left()
    {
        var consultant = await clinic.OnDuty(Post.Consultant);
        var (first, _) = await clinic.Person().Call();
        await consultant.Take(first);
        var (second, _) = await clinic.Person().Call(SessionMode.Video);
        await clinic.Until(async () => (await View()).Sessions is { Length: 2 }, "both sessions are seen");

        var view = await View();

        Assert.Equal([second, first], view.Sessions.Select(session => session.SessionId));
        Assert.Equal((SessionPhase.WaitingForConsultant, QueueKind.Consultant, 1, null), (view.Sessions[0].Phase, view.Sessions[0].Queue!.Value, view.Sessions[0].Place!.Value, view.Sessions[0].StaffName));
        Assert.Equal((SessionPhase.Intake, consultant.Id, "Consultant"), (view.Sessions[1].Phase, view.Sessions[1].Staff!.Value, view.Sessions[1].StaffName));
        Assert.Equal((SpecialistState.Busy, 1, 3), Assert.Single(view.Staff, one => one.StaffId == consultant.Id) is var one ? (one.State, one.TakenUnits, one.Units) : default);
        Assert.Equal(1, view.Queues.Single(queue => queue.Queue == QueueKind.Consultant).Waiting);
        await Leave(consultant, first, second);
    }

    [Fact]
    public async Task A_break_is_seen_since_it_began_and_whoever_is_off_duty_is_not()
    {
        var therapist = await clinic.OnDuty(Post.Therapist);
        await clinic.Until(async () => await Of(therapist) is { State: SpecialistState.Free }, "the therapist is free");
        await clinic.Pass(TimeSpan.FromSeconds(20));
        await therapist.Grain.SetDuty(CommandId.New(), Duty.Away);
        var since = clinic.Clock.GetUtcNow();
        await clinic.Until(async () => await Of(therapist) is { State: SpecialistState.Away } away && away.Since == since, "the break is seen");

        await therapist.Leave();
        await clinic.Until(async () => await Of(therapist) is null, "the therapist is seen no more");
    }

    [Fact]
    public async Task A_specialist_who_answers_no_queue_is_seen_too()
    {
        var specialist = await clinic.OnDuty(Post.Specialist);
        await clinic.Until(async () => await Of(specialist) is { State: SpecialistState.Free, Queue: null, Desk: Desk.Doctor }, "the specialist is seen");

        await specialist.Leave();
        await clinic.Until(async () => await Of(specialist) is null, "the specialist is seen no more");
    }

    [Fact]
    public async Task Those_who_look_at_once_share_a_look_and_are_told_of_changes_only_while_they_look()
    {
        var looks = 0;
        clinic.Called = method => looks += method == $"{nameof(IQueueGrain)}.{nameof(IQueueGrain.Look)}" ? 1 : 0;
        await clinic.Pass(TimeSpan.FromSeconds(3));
        await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => Supervision.Look()));
        Assert.Equal(3, looks);

        await clinic.Pass(TimeSpan.FromSeconds(20));
        Assert.Equal(3, looks);
        await Supervision.Watch(clinic.Gateway.Id, clinic.Gateway.Reference);
        await clinic.Until(() => !clinic.Gateway.Supervision.IsEmpty, "how it goes is told");
        await clinic.Pass(TimeSpan.FromSeconds(6));
        var told = clinic.Gateway.Supervision.Count;
        Assert.Equal(1, told);

        var caller = clinic.Person();
        var (session, _) = await caller.Call();
        await clinic.Until(() => clinic.Gateway.Supervision.Count > told, "the change is told");
        await clinic.Pass(TimeSpan.FromSeconds(30));
        // Behind whatever was under way.
        await Supervision.Look();
        var (before, known) = (looks, clinic.Gateway.Supervision.Count);
        await caller.Leave(session);
        await clinic.Pass(TimeSpan.FromSeconds(10));
        Assert.Equal((before, known), (looks, clinic.Gateway.Supervision.Count));
        clinic.Called = null;
    }

    private async Task<SupervisionView> View() => (await Supervision.Look()).Value!;

    private async Task<SupervisedSpecialist?> Of(Specialist specialist) => (await View()).Staff.SingleOrDefault(one => one.StaffId == specialist.Id);

    private async Task Leave(Specialist consultant, params SessionId[] sessions)
    {
        await clinic.Grains.GetGrain<ISessionConsultant>(sessions[0].Value).Close(CommandId.New(), consultant.Caller, CloseReason.Completed);
        await consultant.Take(sessions[1]);
        await clinic.Grains.GetGrain<ISessionConsultant>(sessions[1].Value).Close(CommandId.New(), consultant.Caller, CloseReason.Completed);
        await consultant.Leave();
    }
}
