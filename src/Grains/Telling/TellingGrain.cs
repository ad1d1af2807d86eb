using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>A task about a booking: what is agreed to be told in chat the platform tells by itself, everything else is brought before the consultants, again when it is due. At the booking's start it is over.</summary>
internal sealed class TellingGrain(ITaskRecords tasks, ISessionRows rows, Tellings tellings, TimeProvider clock) : Grain, ITellingGrain
{
    private DateTimeOffset Now => clock.GetUtcNow();

    /// <inheritdoc />
    public async Task<DateTimeOffset?> Wake()
    {
        if (await tasks.FindAsync(new TaskId(this.GetPrimaryKeyString())) is not { } added)
            return null;
        var task = added.Task;
        var overAt = task.Appointment is { } about ? BookingTasks.OverAt(about) : DateTimeOffset.MaxValue;
        if (overAt <= Now)
        {
            await tasks.SettleAsync(task.TaskId, TaskOutcome.NotReached, Now, []);
            // Many bookings begin in the same minute, and nobody waits for this news.
            TellConsultants().Ignore();
            return null;
        }
        if (task is { Kind: TaskKind.Appointment, Appointment.TellBy: TellBy.Chat, ClaimedBy: null } && await TellPatient(added, task.Appointment))
        {
            // With this version the tasks about earlier ones have ended, which desks may show still.
            if (task.Appointment.Version > 1)
                await TellConsultants();
            return null;
        }
        await TellConsultants();
        return task.DueAt > Now ? task.DueAt : task.Appointment is null ? null : overAt;
    }

    /// <summary>Into the session where the patient is, else by SMS.</summary>
    /// <returns>False where the patient can't be reached so: then it is the consultants' task.</returns>
    private async Task<bool> TellPatient(TaskAdded added, AppointmentTask about)
    {
        IReadOnlyList<RecordChange> told = await IsTalkingOf(about) ? [new PatientTold(about.AppointmentId, about.Version, Now, ToldBy.Chat)] : await tellings.BySms(added);
        if (told.Count > 0)
            await tasks.SettleAsync(added.Task.TaskId, TaskOutcome.Done, Now, told);
        return told.Count > 0;
    }

    /// <summary>Writes it into the person's open session.</summary>
    /// <returns>Whether the patient sees it there.</returns>
    private async Task<bool> IsTalkingOf(AppointmentTask about) =>
        await rows.OpenOfPatientAsync(about.PatientId) is { } session && await GrainFactory.GrainOf<ISessionBooking>(session.Value).Tell(about);

    private async Task TellConsultants() => await GrainFactory.GrainOf<ICallbackGrain>(WakeKind.NewTasks).Wake();
}
