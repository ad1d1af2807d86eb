using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Tests.Grains;

/// <summary>Members with two desks, and with none that anything is offered at.</summary>
public sealed class TwoPostsTests(Clinic clinic) : IClassFixture<Clinic>
{
    [Fact]
    public async Task Going_on_duty_at_one_desk_ends_the_duty_at_the_other()
    {
        var (id, consultant, doctor) = Member(Post.Consultant, Post.Therapist);

        var tab = clinic.Gateway.NewConnection();
        await consultant.Attach(tab, clinic.Gateway.Reference);
        await consultant.SetDuty(CommandId.New(), Duty.Available);
        Assert.Equal(Duty.Available, (await consultant.Desk()).Value!.Duty.Duty);
        await doctor.SetDuty(CommandId.New(), Duty.Available);

        await clinic.Soon(() => clinic.Gateway.StaffPushes.Any(push => push.Duty?.Duty.Duty == Duty.Off && push.Connections.Contains(tab.Connection)), "the first desk is told");
        Assert.Equal(Duty.Off, (await consultant.Desk()).Value!.Duty.Duty);
        Assert.Equal(Duty.Available, (await doctor.Desk()).Value!.Duty.Duty);
        Assert.Equal([Post.Consultant, Post.Therapist], (await doctor.Desk()).Value!.Staff.Roles);
        Assert.Equal(id, (await doctor.Desk()).Value!.Staff.StaffId);
    }

    [Fact]
    public async Task A_desk_is_only_for_those_who_work_there()
    {
        var (_, consultant, doctor) = Member(Post.Paediatrician, Post.RosterKeeper);

        Assert.Equal(Refusal.NotFound, (await consultant.Desk()).Refusal);
        Assert.Equal(Refusal.NotFound, (await consultant.SetDuty(CommandId.New(), Duty.Available)).Refusal);
        Assert.NotNull((await doctor.Desk()).Value);
    }

    [Fact]
    public async Task A_specialist_is_on_duty_and_offered_nothing()
    {
        var (id, _, doctor) = Member(Post.Specialist);
        var tab = clinic.Gateway.NewConnection();
        await doctor.Attach(tab, clinic.Gateway.Reference);
        var before = await OnDuty();

        Assert.Equal(Duty.Available, (await doctor.SetDuty(CommandId.New(), Duty.Available)).Value!.Duty);
        Assert.Equal(before, await OnDuty());
        var desk = (await doctor.Desk()).Value!;
        Assert.Equal([Right.Answer, Right.ReadMedcard, Right.ReadDocuments, Right.Conclude], desk.Staff.Rights);
        Assert.Equal(id, desk.Staff.StaffId);
    }

    [Fact]
    public async Task What_is_open_at_one_desk_is_not_at_the_other_and_leaves_no_place_there()
    {
        var (id, consultant, doctor) = Member(Post.Consultant, Post.Therapist);
        var tab = clinic.Gateway.NewConnection();
        await consultant.Attach(tab, clinic.Gateway.Reference);
        await consultant.SetDuty(CommandId.New(), Duty.Available);
        var anna = clinic.Person();
        var (session, _) = await anna.Call();
        await new Specialist(clinic, id, consultant, tab).Take(session);

        await doctor.Attach(clinic.Gateway.NewConnection(), clinic.Gateway.Reference);
        await doctor.SetDuty(CommandId.New(), Duty.Available);

        Assert.Empty((await doctor.Desk()).Value!.Sessions);
        Assert.Equal(session, Assert.Single((await consultant.Desk()).Value!.Sessions).SessionId);
    }

    private async Task<int> OnDuty()
    {
        var onDuty = 0;
        foreach (var queue in Enum.GetValues<QueueKind>())
            onDuty += (await clinic.Grains.QueueOf(queue).Coverage()).OnDuty;
        return onDuty;
    }

    private (StaffId Id, IConsultantGrain Consultant, IDoctorGrain Doctor) Member(params Post[] posts)
    {
        var id = new StaffId($"two-{Guid.NewGuid():N}");
        clinic.Records.Add(new StaffRecord(id, id.Value, "", "Двужильная Ирина", posts));
        return (id, clinic.Grains.GetGrain<IConsultantGrain>(id.Value), clinic.Grains.GetGrain<IDoctorGrain>(id.Value));
    }
}
