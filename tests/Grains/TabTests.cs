using Medzdrav.Contracts;

namespace Medzdrav.Tests.Grains;

/// <summary>A specialist's tab comes to know the duty, whatever was lost on the way to it.</summary>
public sealed class TabTests(Clinic clinic) : IClassFixture<Clinic>
{
    [Fact]
    public async Task A_tab_that_is_known_only_after_the_switch_hears_of_it()
    {
        var doctor = await clinic.OnDuty(Post.Therapist);
        var late = clinic.Gateway.NewConnection();

        await doctor.Grain.Attach(late, clinic.Gateway.Reference);

        await clinic.Soon(() => Hears(late, Duty.Available), "the tab hears how the duty stands");
        // It is no news for those who know.
        await doctor.Grain.Attach(late, clinic.Gateway.Reference);
        await doctor.Grain.SetDuty(CommandId.New(), Duty.Away);
        await clinic.Soon(() => Hears(late, Duty.Away), "the tab hears of the next switch");
        Assert.Equal(2, Told(late).Length);
    }

    [Fact]
    public async Task A_switch_that_was_not_stored_did_not_happen_and_its_repeat_is_told()
    {
        var doctor = await clinic.OnDuty(Post.Therapist);
        var command = CommandId.New();
        clinic.States[doctor.Id.Value] = true;
        await Assert.ThrowsAnyAsync<Exception>(() => doctor.Grain.SetDuty(command, Duty.Away));
        Assert.Equal(Duty.Available, (await doctor.Grain.Desk()).Value!.Duty.Duty);
        clinic.States[doctor.Id.Value] = false;

        Assert.Equal(Duty.Away, (await doctor.Grain.SetDuty(command, Duty.Away)).Value!.Duty);

        await clinic.Soon(() => Hears(doctor.Tab, Duty.Away), "the tab hears of the switch");
    }

    private bool Hears(ConnectionRef tab, Duty duty) => Told(tab) is [.., var last] && last.Duty.Duty == duty;

    private DutyNotice[] Told(ConnectionRef tab) =>
        [.. clinic.Gateway.StaffPushes.Where(push => push.Duty is not null && push.Connections.Contains(tab.Connection)).Select(push => push.Duty!)];
}
