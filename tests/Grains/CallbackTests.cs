using Medzdrav.Contracts;

namespace Medzdrav.Tests.Grains;

/// <summary>S3.3: nobody is on duty, and somebody asks to be rung back. S2.3: a consent is withdrawn.</summary>
public class CallbackTests(Clinic clinic) : IClassFixture<Clinic>
{
    [Fact]
    public async Task A_call_back_is_a_task_that_one_consultant_does()
    {
        var anna = clinic.Person();
        var (session, _) = await anna.Call();
        var account = clinic.Grains.GetGrain<IAccountGrain>(anna.Account.Value);
        var command = CommandId.New();

        var first = (await account.RequestCallback(command, null, session, "203.0.113.9")).Value!;
        await clinic.Pass(TimeSpan.FromSeconds(10));
        Assert.Equal(first.AskedAt, (await account.RequestCallback(command, null, session, "203.0.113.9")).Value!.AskedAt);
        Assert.Equal(first.AskedAt, (await account.RequestCallback(CommandId.New(), null, session, "203.0.113.9")).Value!.AskedAt);

        var (one, other) = (await Consultant(), await Consultant());
        var task = Assert.Single((await one.Tasks()).Value!.Tasks, task => task.SessionId == session);
        Assert.Equal("Иванова Анна", task.PatientName);
        Assert.DoesNotContain(clinic.Trail.Of(new StaffId(one.GetPrimaryKeyString())), entry => entry.Purpose == Purpose.Callback);
        Assert.NotNull((await one.ClaimTask(CommandId.New(), task.TaskId)).Value);
        var opened = Assert.Single(clinic.Trail.Of(new StaffId(one.GetPrimaryKeyString())), entry => entry.Purpose == Purpose.Callback);
        Assert.Equal((AuditSubject.Persons, AuditDeed.Read, anna.Patient), (opened.What, opened.Deed, Assert.Single(opened.Whose)));
        Assert.NotNull((await one.ClaimTask(CommandId.New(), task.TaskId)).Value);
        Assert.Equal(Refusal.AlreadyTaken, (await other.ClaimTask(CommandId.New(), task.TaskId)).Refusal);
        Assert.Equal(Refusal.AlreadyTaken, (await other.FinishTask(CommandId.New(), task.TaskId, TaskOutcome.Done)).Refusal);
        Assert.NotNull((await one.FinishTask(CommandId.New(), task.TaskId, TaskOutcome.NotReached)).Value);
        Assert.NotNull((await one.FinishTask(CommandId.New(), task.TaskId, TaskOutcome.NotReached)).Value);
        Assert.Equal(Refusal.NotFound, (await other.ClaimTask(CommandId.New(), task.TaskId)).Refusal);
        Assert.DoesNotContain((await one.Tasks()).Value!.Tasks, open => open.TaskId == task.TaskId);
        await clinic.Soon(() => clinic.Gateway.OpenTasks >= 0, "gateways are told");
    }

    [Fact]
    public async Task Who_is_answered_need_not_be_rung_back_any_more()
    {
        var (anna, desk) = (clinic.Person(), await Consultant());
        var account = clinic.Grains.GetGrain<IAccountGrain>(anna.Account.Value);
        var before = (await desk.Tasks()).Value!.Tasks.Select(task => task.TaskId).ToHashSet();
        var (session, _) = await anna.Call();
        await account.RequestCallback(CommandId.New(), null, session, "203.0.113.9");
        var asked = Assert.Single((await desk.Tasks()).Value!.Tasks, task => !before.Contains(task.TaskId)).TaskId;
        var consultant = await clinic.OnDuty(Post.Consultant);

        await consultant.Take(session);

        for (var tries = 0; tries < 100 && (await desk.Tasks()).Value!.Tasks.Any(task => task.TaskId == asked); tries++)
            await clinic.Gateway.Told(TimeSpan.FromMilliseconds(50));
        Assert.DoesNotContain((await desk.Tasks()).Value!.Tasks, task => task.TaskId == asked);
        await clinic.Offline(consultant);
    }

    [Fact]
    public async Task A_visitor_says_the_number_and_nobody_asks_for_anothers_session()
    {
        var (visitors, visitor) = (clinic.Grains.GetGrain<IVisitorsGrain>(0), Guid.NewGuid().ToString("N"));
        var (session, _) = await clinic.Person().Call();

        Assert.Equal(Refusal.InvalidPhone, (await visitors.RequestCallback(visitor, CommandId.New(), null, null, "203.0.113.9")).Refusal);
        Assert.Equal(Refusal.InvalidPhone, (await visitors.RequestCallback(visitor, CommandId.New(), "8 495 123-45-67", null, "203.0.113.9")).Refusal);
        Assert.Equal(Refusal.NotFound, (await visitors.RequestCallback(visitor, CommandId.New(), "8 912 000-00-01", session, "203.0.113.9")).Refusal);
        Assert.Equal("+7 ··· 00-01", (await visitors.RequestCallback(visitor, CommandId.New(), "8 912 000-00-01", null, "203.0.113.9")).Value!.MaskedPhone);
    }

    [Fact]
    public async Task One_address_asks_for_so_many_calls_and_this_machine_for_any()
    {
        var (visitors, visitor) = (clinic.Grains.GetGrain<IVisitorsGrain>(0), Guid.NewGuid().ToString("N"));
        for (var i = 0; i < 30; i++)
            Assert.NotNull((await visitors.RequestCallback(visitor, CommandId.New(), $"8 912 000-01-{i:D2}", null, "2001:db8:7:7::1")).Value);

        Assert.Equal(Refusal.TooMany, (await visitors.RequestCallback(visitor, CommandId.New(), "8 912 000-02-00", null, "2001:db8:7:7::2")).Refusal);
        Assert.NotNull((await visitors.RequestCallback(visitor, CommandId.New(), "8 912 000-02-00", null, "2001:db8:7:8::2")).Value);
        Assert.NotNull((await visitors.RequestCallback(visitor, CommandId.New(), "8 912 000-02-01", null, "127.0.0.1")).Value);
    }

    [Fact]
    public async Task A_withdrawn_consent_ends_the_consultation_after_a_warning()
    {
        var anna = clinic.Person();
        var (session, _) = await anna.Call();
        var consultant = await clinic.OnDuty(Post.Consultant);
        var doctor = await clinic.OnDuty(Post.Therapist);
        await consultant.Take(session);
        await clinic.Grains.GetGrain<ISessionConsultant>(session.Value).Transfer(CommandId.New(), consultant.Caller, new Referral(QueueKind.Therapist, "Боль", null));
        await doctor.Take(session);
        var account = clinic.Grains.GetGrain<IAccountGrain>(anna.Account.Value);

        Assert.Equal(Refusal.NotFound, (await account.WithdrawConsent(CommandId.New(), new PatientId("stranger"), true)).Refusal);
        Assert.Equal(Refusal.ConsultationRunning, (await account.WithdrawConsent(CommandId.New(), anna.Patient, false)).Refusal);
        Assert.NotNull((await account.WithdrawConsent(CommandId.New(), anna.Patient, true)).Value);

        var view = (await clinic.Grains.GetGrain<ISession>(session.Value).View(anna.Caller)).Value!;
        Assert.Equal((SessionPhase.WaitingForConsultant, (string?)null), (view.Phase, view.Consent.Confirmed));
        Assert.Empty((await clinic.Records.FindAsync(anna.Patient))!.Consents);
        await clinic.Offline(consultant);
        await clinic.Offline(doctor);
    }

    [Fact]
    public async Task A_handed_over_patient_comes_to_the_other_consultant()
    {
        var anna = clinic.Person();
        var (session, _) = await anna.Call();
        var first = await clinic.OnDuty(Post.Consultant);
        await first.Take(session);
        var second = await clinic.OnDuty(Post.Consultant);
        await clinic.Until(() => true, "the second is on duty");

        await clinic.Grains.GetGrain<ISessionConsultant>(session.Value).Transfer(CommandId.New(), first.Caller, new Referral(QueueKind.Consultant, "Смена кончилась", null));

        Assert.Equal("Смена кончилась", (await second.Offered(session)).Reason);
        Assert.DoesNotContain(clinic.Gateway.StaffPushes, push => push.Connections.Contains(first.Tab.Connection) && push.Offer is { Reason: "Смена кончилась" });
        await clinic.Offline(first);
        await clinic.Offline(second);
    }

    private async Task<IConsultantGrain> Consultant()
    {
        var consultant = await clinic.OnDuty(Post.Consultant);
        await clinic.Offline(consultant);
        return (IConsultantGrain)consultant.Grain;
    }
}
