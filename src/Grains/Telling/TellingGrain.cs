using Medzdrav.Contracts;
using Microsoft.Extensions.Options;

namespace Medzdrav.Grains;

/// <summary>A task about a booking: what is agreed to be told in chat the platform tells by itself, everything else is brought before the consultants, again when it is due. An SMS ends it when the provider has it. At the booking's start it is over.</summary>
internal sealed class TellingGrain(TellingStores stores, Tellings tellings, IOptions<LimitOptions> options, TimeProvider clock) : Grain, ITellingGrain
{
    private TaskId Id => new(this.GetPrimaryKeyString());

    private DateTimeOffset Now => clock.GetUtcNow();

    /// <inheritdoc />
    public async Task<DateTimeOffset?> Wake()
    {
        // Each step is stored before the next one is looked for.
        for (var steps = 0; ; steps++)
        {
            if (await stores.Tasks.FindAsync(Id) is not { } added)
            {
                if (steps > 0)
                    await TellConsultants();
                return null;
            }
            var message = TellingRules.IsWaiting(added.Task) && added.Notice is { } notice ? await stores.Notices.FindAsync(notice) : null;
            switch (TellingRules.StepAt(added, message?.State, Now, options.Value))
            {
                case TellingStep.Told:
                    await stores.Tasks.SettleAsync(Id, added.Task.Kind == TaskKind.Wish ? TaskOutcome.NotNeeded : TaskOutcome.Done, Now, Tellings.BySms(added, message!.StateAt), added.AloneAt is null ? null : TaskEnd.ToldBySms);
                    break;
                case TellingStep.Failed:
                    await Fail(added, TellingRules.FailureOf(message?.State));
                    break;
                case TellingStep.Over:
                    await End(added);
                    return null;
                case TellingStep.Tell when await TellInChat(added) || await Send(added, isAlone: false):
                case TellingStep.TellAlone when await Send(added, isAlone: true):
                    break;
                default:
                    await TellConsultants();
                    return TellingRules.NextAt(added, Now, options.Value);
            }
        }
    }

    /// <summary>Into the session where the patient is.</summary>
    /// <returns>False where the patient does not see it there.</returns>
    private async Task<bool> TellInChat(TaskAdded added)
    {
        var about = added.Task.Appointment!;
        if (await stores.Rows.OpenOfPatientAsync(about.PatientId) is not { } session || !await GrainFactory.GrainOf<ISessionBooking>(session.Value).Tell(about))
            return false;
        await stores.Tasks.SettleAsync(Id, TaskOutcome.Done, Now, [new PatientTold(about.AppointmentId, about.Version, Now, ToldBy.Chat)]);
        return true;
    }

    /// <returns>False for a person without a number: then it is the consultants' task.</returns>
    private async Task<bool> Send(TaskAdded added, bool isAlone)
    {
        if (await tellings.Message(added, []) is not { } message)
            return false;
        await stores.Messages.SendAsync(Id, message with { IsAlone = isAlone });
        return true;
    }

    private Task<bool> Fail(TaskAdded added, SmsFailure why)
    {
        var about = added.Task.Appointment!;
        return stores.Messages.FailAsync(Id, added.Notice!, why, Now, added.Task.Kind == TaskKind.Wish ? [] : [new PatientUntold(about.AppointmentId, about.Version, Now, why)]);
    }

    private async Task End(TaskAdded added)
    {
        var end = TellingRules.EndOf(added.Task);
        IReadOnlyList<RecordChange> records = end == TaskEnd.Unanswered ? await tellings.Unanswered(added) : [];
        if (await stores.Tasks.SettleAsync(Id, TaskOutcome.NotReached, Now, records, end) && added.Task.Kind == TaskKind.Wish)
            await tellings.Ring(added.Task.Appointment!);
        // Many bookings begin in the same minute, and nobody waits for this news.
        TellConsultants().Ignore();
    }

    private async Task TellConsultants() => await GrainFactory.GrainOf<ICallbackGrain>(WakeKind.NewTasks).Wake();
}
