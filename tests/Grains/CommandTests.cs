using Medzdrav.Contracts;

namespace Medzdrav.Tests.Grains;

/// <summary>A command repeated gets its first answer and changes nothing, however late it comes; one id is never two commands.</summary>
public class CommandTests(Clinic clinic) : IClassFixture<Clinic>
{
    [Fact]
    public async Task One_id_for_two_commands_of_a_session_is_refused_also_after_a_restart()
    {
        var anna = clinic.Person(consent: null);
        var consultant = await clinic.OnDuty(Post.Consultant);
        var (session, _) = await anna.Call();
        await consultant.Take(session);
        var (patient, talk) = (clinic.Grains.GetGrain<ISessionPatient>(session.Value), clinic.Grains.GetGrain<ISessionConsultant>(session.Value));
        var (change, consent) = (CommandId.New(), CommandId.New());
        await patient.ChangeMode(change, anna.Caller, SessionMode.Audio);
        await talk.RequestConsent(consent, consultant.Caller);

        for (var restart = 0; restart < 2; restart++)
        {
            Assert.Equal(Refusal.CommandReused, (await patient.Leave(change, anna.Caller)).Refusal);
            Assert.Equal(Refusal.CommandReused, (await anna.Say(session, "Здравствуйте", change)).Refusal);
            Assert.Equal(Refusal.CommandReused, (await talk.Close(consent, consultant.Caller, CloseReason.Completed)).Refusal);
            Assert.Equal(SessionMode.Audio, (await patient.ChangeMode(change, anna.Caller, SessionMode.Audio)).Value!.Mode);
            await clinic.Cluster.DeactivateAsync(clinic.Grains.GetGrain<ISession>(session.Value));
        }
        await consultant.Leave();
        await anna.Leave(session);
    }

    [Fact]
    public async Task What_had_nothing_to_do_does_nothing_later()
    {
        var anna = clinic.Person();
        var (session, _) = await anna.Call();
        var patient = clinic.Grains.GetGrain<ISessionPatient>(session.Value);
        var nothing = CommandId.New();
        await patient.ChangeMode(nothing, anna.Caller, SessionMode.Chat);
        await patient.ChangeMode(CommandId.New(), anna.Caller, SessionMode.Video);

        Assert.Equal(SessionMode.Chat, (await patient.ChangeMode(nothing, anna.Caller, SessionMode.Chat)).Value!.Mode);

        Assert.Equal(SessionMode.Video, (await clinic.Grains.GetGrain<ISession>(session.Value).View(anna.Caller)).Value!.Mode);
        Assert.Equal(Refusal.CommandReused, (await anna.Say(session, "Здравствуйте", nothing)).Refusal);
        await anna.Leave(session);
    }

    [Fact]
    public async Task A_late_repeat_of_going_on_duty_does_not_switch_on_who_went_off()
    {
        var consultant = await clinic.OnDuty(Post.Consultant);
        var (on, off) = (CommandId.New(), CommandId.New());
        await consultant.Grain.SetDuty(on, Duty.Available);
        await consultant.Grain.SetDuty(off, Duty.Off);

        for (var restart = 0; restart < 2; restart++)
        {
            Assert.Equal(Duty.Available, (await consultant.Grain.SetDuty(on, Duty.Available)).Value!.Duty);
            Assert.Equal(Duty.Off, (await consultant.Grain.Desk()).Value!.Duty.Duty);
            Assert.Equal(Refusal.CommandReused, (await consultant.Grain.SetDuty(on, Duty.Away)).Refusal);
            Assert.Equal(Refusal.CommandReused, (await ((IConsultantGrain)consultant.Grain).ClaimTask(off, new TaskId("any"))).Refusal);
            await clinic.Cluster.DeactivateAsync(consultant.Grain);
        }
        await clinic.Offline(consultant);
    }

    [Fact]
    public async Task A_declining_repeated_is_answered_alike_and_is_no_accepting()
    {
        var consultant = await clinic.OnDuty(Post.Consultant);
        var anna = clinic.Person();
        var (session, _) = await anna.Call();
        var offer = await consultant.Offered(session);
        var command = CommandId.New();
        Assert.Null((await consultant.Grain.AnswerOffer(command, offer.OfferId, accept: false)).Value!.View);

        for (var restart = 0; restart < 2; restart++)
        {
            Assert.Equal(new OfferAnswer(null), (await consultant.Grain.AnswerOffer(command, offer.OfferId, accept: false)).Value);
            Assert.Equal(Refusal.CommandReused, (await consultant.Grain.AnswerOffer(command, offer.OfferId, accept: true)).Refusal);
            Assert.Equal(Refusal.CommandReused, (await consultant.Grain.SetDuty(command, Duty.Off)).Refusal);
            await clinic.Cluster.DeactivateAsync(consultant.Grain);
        }
        await consultant.Leave();
        await anna.Leave(session);
    }

    [Fact]
    public async Task An_accepting_repeated_as_declining_is_refused()
    {
        var consultant = await clinic.OnDuty(Post.Consultant);
        var anna = clinic.Person();
        var (session, _) = await anna.Call();
        var offer = await consultant.Offered(session);
        var command = CommandId.New();
        await consultant.Grain.AnswerOffer(command, offer.OfferId, accept: true);

        Assert.Equal(Refusal.CommandReused, (await consultant.Grain.AnswerOffer(command, offer.OfferId, accept: false)).Refusal);
        Assert.NotNull((await consultant.Grain.AnswerOffer(command, offer.OfferId, accept: true)).Value!.View);
        await consultant.Leave();
        await anna.Leave(session);
    }

    [Fact]
    public async Task Taking_a_task_repeated_late_takes_it_from_nobody()
    {
        var (one, other) = (await clinic.OnDuty(Post.Consultant), await clinic.OnDuty(Post.Consultant));
        var task = await Callback();
        var (taken, refused) = (CommandId.New(), CommandId.New());
        Assert.Equal(one.Id, (await Tasks(one).ClaimTask(taken, task)).Value!.ClaimedBy);
        Assert.Equal(Refusal.AlreadyTaken, (await Tasks(other).ClaimTask(refused, task)).Refusal);

        // Off duty: the task is anybody's again.
        await one.Grain.SetDuty(CommandId.New(), Duty.Off);
        Assert.Equal(Refusal.AlreadyTaken, (await Tasks(other).ClaimTask(refused, task)).Refusal);
        Assert.Equal(other.Id, (await Tasks(other).ClaimTask(CommandId.New(), task)).Value!.ClaimedBy);

        Assert.Equal(one.Id, (await Tasks(one).ClaimTask(taken, task)).Value!.ClaimedBy);
        Assert.Equal(other.Id, (await Open(other, task))!.ClaimedBy);
        Assert.Equal(Refusal.CommandReused, (await Tasks(one).ClaimTask(taken, new TaskId("another"))).Refusal);
        Assert.Equal(Refusal.CommandReused, (await Tasks(one).FinishTask(taken, task, TaskOutcome.Done)).Refusal);
        Assert.Equal(Refusal.CommandReused, (await one.Grain.SetDuty(taken, Duty.Available)).Refusal);
        await one.Leave();
        await other.Leave();
    }

    [Fact]
    public async Task Finishing_a_task_is_one_command_with_one_outcome()
    {
        var consultant = await clinic.OnDuty(Post.Consultant);
        var task = await Callback();
        await Tasks(consultant).ClaimTask(CommandId.New(), task);
        var command = CommandId.New();
        Assert.NotNull((await Tasks(consultant).FinishTask(command, task, TaskOutcome.Done)).Value);

        Assert.NotNull((await Tasks(consultant).FinishTask(command, task, TaskOutcome.Done)).Value);
        Assert.Equal(Refusal.CommandReused, (await Tasks(consultant).FinishTask(command, task, TaskOutcome.NotReached)).Refusal);
        await consultant.Leave();
    }

    [Fact]
    public async Task A_task_that_is_not_finished_in_time_is_free_again_and_all_are_told()
    {
        var consultant = await clinic.OnDuty(Post.Consultant);
        var task = await Callback();
        await Tasks(consultant).ClaimTask(CommandId.New(), task);
        await clinic.Pass(TimeSpan.FromMinutes(14));
        Assert.Equal(consultant.Id, (await Open(consultant, task))!.ClaimedBy);
        var told = clinic.Gateway.OpenTasks;

        await clinic.Pass(TimeSpan.FromMinutes(1) + TimeSpan.FromSeconds(2));
        await clinic.Until(() => clinic.Gateway.OpenTasks == told + 1, "consultants are told of the task that is free again");

        Assert.Null((await Open(consultant, task))!.ClaimedBy);
        Assert.Equal(Refusal.AlreadyTaken, (await Tasks(consultant).FinishTask(CommandId.New(), task, TaskOutcome.Done)).Refusal);
        await consultant.Leave();
    }

    [Fact]
    public async Task Asking_again_raises_the_task_and_a_repeated_tap_does_not()
    {
        var consultant = await clinic.OnDuty(Post.Consultant);
        var (anna, boris) = (clinic.Person(), clinic.Person());
        var (first, second) = (CommandId.New(), CommandId.New());
        var asked = (await Account(boris).RequestCallback(CommandId.New(), null, null, "127.0.0.1")).Value!;
        await clinic.Pass(TimeSpan.FromSeconds(3));
        await Account(anna).RequestCallback(first, null, null, "127.0.0.1");
        await Account(anna).RequestCallback(first, null, null, "127.0.0.1");
        Assert.All((await Tasks(consultant).Tasks()).Value!.Tasks.TakeLast(2), task => Assert.Null(task.AskedAgainAt));

        await clinic.Pass(TimeSpan.FromSeconds(3));
        var again = (await Account(anna).RequestCallback(second, null, null, "127.0.0.1")).Value!;
        var raised = (await Tasks(consultant).Tasks()).Value!.Tasks[0];
        Assert.True(again.AskedAt > asked.AskedAt);
        Assert.Equal((again.AskedAt, again.Now), (raised.AskedAt, raised.AskedAgainAt!.Value));

        await Tasks(consultant).ClaimTask(CommandId.New(), raised.TaskId);
        await Tasks(consultant).FinishTask(CommandId.New(), raised.TaskId, TaskOutcome.Done);
        Assert.Equal(again.AskedAt, (await Account(anna).RequestCallback(second, null, null, "127.0.0.1")).Value!.AskedAt);
        Assert.DoesNotContain((await Tasks(consultant).Tasks()).Value!.Tasks, task => task.Phone == raised.Phone);
        await consultant.Leave();
    }

    private async Task<TaskId> Callback()
    {
        var person = clinic.Person();
        var phone = await clinic.Records.PhoneOfAsync(person.Account);
        await Account(person).RequestCallback(CommandId.New(), null, null, "127.0.0.1");
        var consultant = await clinic.OnDuty(Post.Consultant);
        await consultant.Leave();
        return (await Tasks(consultant).Tasks()).Value!.Tasks.Single(task => task.Phone == phone).TaskId;
    }

    private static async Task<StaffTask?> Open(Specialist consultant, TaskId task) =>
        (await Tasks(consultant).Tasks()).Value!.Tasks.SingleOrDefault(open => open.TaskId == task);

    private static IConsultantGrain Tasks(Specialist consultant) => (IConsultantGrain)consultant.Grain;

    private IAccountGrain Account(Insured person) => clinic.Grains.GetGrain<IAccountGrain>(person.Account.Value);
}
