using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Tests.Grains;

/// <summary>A duty switched by a tap is switched by it once, at one desk; a call-back is for others when its holder may not go on.</summary>
public class DutyRepeatTests(Clinic clinic) : IClassFixture<Clinic>
{
    [Fact]
    public async Task A_tap_is_remembered_after_hundreds_of_others()
    {
        var consultant = await clinic.OnDuty(Post.Consultant);
        var off = CommandId.New();
        await consultant.Grain.SetDuty(off, Duty.Off);
        for (var later = 0; later < 120; later++)
            await consultant.Grain.SetDuty(CommandId.New(), later % 2 == 0 ? Duty.Available : Duty.Away);
        await consultant.Grain.SetDuty(CommandId.New(), Duty.Available);

        for (var restart = 0; restart < 2; restart++)
        {
            Assert.Equal(Duty.Off, (await consultant.Grain.SetDuty(off, Duty.Off)).Value!.Duty);
            Assert.Equal(Refusal.CommandReused, (await consultant.Grain.SetDuty(off, Duty.Away)).Refusal);
            Assert.Equal(Duty.Available, (await consultant.Grain.Desk()).Value!.Duty.Duty);
            await clinic.Cluster.DeactivateAsync(consultant.Grain);
        }
        await clinic.Offline(consultant);
    }

    [Fact]
    public async Task One_id_switches_one_desk()
    {
        var id = new StaffId($"both-{Guid.NewGuid():N}");
        clinic.Records.Add(new StaffRecord(id, id.Value, "", "Двужильная Ирина", [Post.Consultant, Post.Therapist]));
        var (consultant, doctor) = (clinic.Grains.GetGrain<IConsultantGrain>(id.Value), clinic.Grains.GetGrain<IDoctorGrain>(id.Value));
        var command = CommandId.New();
        await consultant.SetDuty(command, Duty.Away);

        Assert.Equal(Refusal.CommandReused, (await doctor.SetDuty(command, Duty.Available)).Refusal);
        Assert.Equal(Refusal.CommandReused, (await doctor.SetDuty(command, Duty.Away)).Refusal);
        Assert.Equal(Duty.Off, (await doctor.Desk()).Value!.Duty.Duty);
    }

    [Fact]
    public async Task An_unknown_task_is_not_there()
    {
        var consultant = await clinic.OnDuty(Post.Consultant);

        Assert.Equal(Refusal.NotFound, (await ((IConsultantGrain)consultant.Grain).FinishTask(CommandId.New(), new TaskId("unknown"), TaskOutcome.Done)).Refusal);
        await clinic.Offline(consultant);
    }

    [Fact]
    public async Task A_task_of_somebody_disabled_is_free_also_when_they_were_off_duty()
    {
        var (gone, other) = (await clinic.OnDuty(Post.Consultant), await clinic.OnDuty(Post.Consultant));
        var anna = clinic.Person();
        var phone = await clinic.Records.PhoneOfAsync(anna.Account);
        await clinic.Grains.GetGrain<IAccountGrain>(anna.Account.Value).RequestCallback(CommandId.New(), null, null, "127.0.0.1");
        await gone.Grain.SetDuty(CommandId.New(), Duty.Off);
        await ((IConsultantGrain)gone.Grain).ClaimTask(CommandId.New(), (await Task()).TaskId);
        Assert.Equal(gone.Id, (await Task()).ClaimedBy);

        clinic.Records.Change(gone.Id, record => record with { IsEnabled = false, Generation = 1 });
        await clinic.Grains.GetGrain<IStaffGrain>(gone.Id.Value).Wake();

        Assert.Null((await Task()).ClaimedBy);
        await clinic.Offline(gone);
        await clinic.Offline(other);

        async Task<StaffTask> Task() => (await ((IConsultantGrain)other.Grain).Tasks()).Value!.Tasks.Single(task => task.Phone == phone);
    }
}
