using Medzdrav.Contracts;

namespace Medzdrav.Tests.Grains;

/// <summary>The alarms of rosters: raised once, over when it is over, whatever restarts.</summary>
public sealed class RosterAlarmTests : IAsyncLifetime
{
    private readonly Clinic _clinic = new() { Settings = { ["Duty:Needed:consultant"] = "", ["Duty:Needed:paediatrician"] = "", ["Duty:DaysAhead"] = "2" } };

    private IRosterAlarmsGrain Watch => _clinic.Grains.GrainOf<IRosterAlarmsGrain>(IRosterAlarmsGrain.Key);

    public ValueTask InitializeAsync() => _clinic.InitializeAsync();

    public ValueTask DisposeAsync() => _clinic.DisposeAsync();

    [Fact]
    public async Task Days_without_anybody_stand_until_somebody_is_planned_and_come_back_with_an_absence()
    {
        Assert.Equal(2, (await Alarms()).Length);
        var (doctor, plan) = (await _clinic.OnDuty(Post.Therapist), AroundTheClock);
        await Save(doctor.Id, plan, 0);
        await Told(0);
        Assert.Empty(await Alarms());

        await Save(doctor.Id, plan with { Absences = [new RosterAbsence(new DateOnly(2026, 11, 24), new DateOnly(2026, 11, 24), "")] }, 1);
        await Told(1);
        Assert.Equal("therapist/2026-11-24", Assert.Single(await Alarms()).AlarmId);
    }

    [Fact]
    public async Task Whoever_is_planned_and_not_there_is_missing_after_a_while_and_no_more_once_there()
    {
        var doctor = await _clinic.OnDuty(Post.Therapist);
        await Save(doctor.Id, AroundTheClock, 0);
        await _clinic.Pass(TimeSpan.FromMinutes(2));
        Assert.Empty(await Alarms());

        await doctor.Grain.SetDuty(CommandId.New(), Duty.Away);
        await _clinic.Pass(TimeSpan.FromMinutes(7));
        Assert.Empty(await Alarms());
        await doctor.Grain.SetDuty(CommandId.New(), Duty.Off);
        await _clinic.Pass(TimeSpan.FromMinutes(4));
        Assert.Empty(await Alarms());
        await Told(1);
        var missing = Assert.Single(await Alarms());
        Assert.Equal((RosterAlarmKind.Missing, doctor.Id, "Therapist", QueueKind.Therapist), (missing.Kind, missing.Staff!.Value, missing.StaffName, missing.Queue));

        await doctor.Grain.SetDuty(CommandId.New(), Duty.Available);
        await Told(0);
        Assert.Empty(await Alarms());
    }

    [Fact]
    public async Task Another_activation_knows_what_was_raised_and_tells_it_no_second_time()
    {
        var doctor = new StaffId($"therapist-{Guid.NewGuid():N}");
        _clinic.Records.Add(new Medzdrav.Grains.StaffRecord(doctor, doctor.Value, "", "Терапевт", [Post.Therapist]));
        await Save(doctor, AroundTheClock, 0);
        await Told(1);
        var (alarm, told) = (Assert.Single(await Alarms()), _clinic.Gateway.RosterAlarms.Length);

        await _clinic.Cluster.DeactivateAsync(Watch);
        await _clinic.Pass(TimeSpan.FromMinutes(3));

        Assert.Equal(alarm, Assert.Single(await Alarms()) with { Hours = alarm.Hours });
        Assert.Equal(told, _clinic.Gateway.RosterAlarms.Length);
    }

    private static RosterPlan AroundTheClock => RosterPlan.Empty("Europe/Moscow") with { Hours = [new RosterHours(RosterKind.Duty, "therapist", Enum.GetValues<Weekday>(), "00:00", "24:00", new DateOnly(2026, 1, 1), OnHolidays: true)] };

    private async Task<RosterAlarm[]> Alarms() => (await Watch.Read()).Value!.Alarms;

    /// <summary>The gateway is told last that so many stand.</summary>
    private Task Told(int standing) => _clinic.Until(() => _clinic.Gateway.RosterAlarms is [.., var last] && last == standing, $"{standing} are told");

    private async Task Save(StaffId staff, RosterPlan plan, long basedOn) =>
        Assert.True((await _clinic.Grains.GetGrain<IRosterGrain>(staff.Value).Save(CommandId.New(), staff, plan, basedOn, [])).Value!.Saved);
}
