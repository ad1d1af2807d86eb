using Medzdrav.Contracts;

namespace Medzdrav.Tests.Gateway;

/// <summary>Commands repeated over the wire, late and with other meanings.</summary>
public abstract class CommandTests(Clinic clinic)
{
    [Fact]
    public async Task Nobody_is_put_on_duty_by_a_late_repeat()
    {
        await using var consultant = await clinic.OnDutyAsync("consultant3");
        var (on, page) = (CommandId.New(), consultant.Device);
        await page.Ask<DutyView>("SetDuty", on, Duty.Available);
        await page.Command<DutyView>("SetDuty", Duty.Off);

        Assert.Equal(Duty.Available, (await page.Ask<DutyView>("SetDuty", on, Duty.Available)).Duty);

        Assert.Equal(Duty.Off, (await page.Ask<DeskView>("Desk")).Duty.Duty);
        Assert.Equal("commandReused", await page.Refused("SetDuty", on, Duty.Away));
        Assert.Equal("commandReused", await page.Refused("ClaimTask", on, "any"));
    }

    [Fact]
    public async Task One_id_is_one_command_of_a_session()
    {
        await using var patient = await clinic.PatientAsync();
        var session = await patient.Call();
        var change = CommandId.New();
        await patient.Device.Ask<SessionView>("ChangeMode", change, session, SessionMode.Audio);

        Assert.Equal("commandReused", await patient.Device.Refused("LeaveSession", change, session));
        Assert.Equal("commandReused", await patient.Device.Refused("SendMessage", change, session, "Здравствуйте", Array.Empty<string>()));
        Assert.Equal(SessionMode.Audio, (await patient.Device.Ask<SessionView>("ChangeMode", change, session, SessionMode.Audio)).Mode);
    }

    [Fact]
    public async Task Who_asks_again_to_be_rung_is_shown_first()
    {
        await using var consultant = await clinic.OnDutyAsync("consultant4");
        await using var patient = await clinic.PatientAsync();
        var tap = CommandId.New();
        var asked = await patient.Device.Ask<CallbackAccepted>("RequestCallback", tap, new { });
        Assert.Equal(asked.AskedAt, (await patient.Device.Ask<CallbackAccepted>("RequestCallback", tap, new { })).AskedAt);
        Assert.Null((await Task()).AskedAgainAt);

        await patient.Device.Command<CallbackAccepted>("RequestCallback", new { });

        var raised = await Task();
        Assert.NotNull(raised.AskedAgainAt);
        Assert.Equal(raised.TaskId, (await consultant.Device.Ask<TaskList>("Tasks")).Tasks[0].TaskId);
        await consultant.Device.Command<StaffTask>("ClaimTask", raised.TaskId);
        await consultant.Device.Command<Done>("FinishTask", raised.TaskId, TaskOutcome.Done);

        async Task<StaffTask> Task() => (await consultant.Device.Ask<TaskList>("Tasks")).Tasks.Single(task => task.Phone == patient.Phone);
    }
}

[Collection(nameof(OnSqlite))]
public sealed class CommandTestsOnSqlite(SqliteClinic clinic) : CommandTests(clinic);

[Collection(nameof(OnPostgres))]
public sealed class CommandTestsOnPostgres(PostgresClinic clinic) : CommandTests(clinic);
