using Medzdrav.Contracts;

namespace Medzdrav.Grains;

internal sealed partial class ConsultantGrain
{
    private const int MaxTasks = 200;
    private const int MaxFound = 20;

    /// <inheritdoc />
    public async Task<Reply<TaskList>> Tasks() =>
        IsKnown ? new TaskList([.. await Stores.Tasks.OpenAsync(MaxTasks)], Now) : Refusal.NotFound;

    /// <inheritdoc />
    public async Task<Reply<StaffTask>> ClaimTask(CommandId command, TaskId task)
    {
        if (!IsKnown)
            return Refusal.NotFound;
        if (Refuse(command) is { } refusal)
            return refusal;
        var order = RecordCommand.Of(Caller.Of(Id), command, nameof(ClaimTask), Now, task.Value);
        var reply = await Stores.Tasks.ClaimAsync(order, task, Id, Name, until: Now + Limits.TaskClaim);
        if (reply.Value is not null)
            await callbacks.Tell();
        return reply;
    }

    /// <inheritdoc />
    public async Task<Reply<Done>> FinishTask(CommandId command, TaskId task, TaskOutcome outcome)
    {
        if (!IsKnown)
            return Refusal.NotFound;
        if (!Enum.IsDefined(outcome))
            return Refusal.Invalid;
        if (Refuse(command) is { } refusal)
            return refusal;
        var reply = await Stores.Tasks.FinishAsync(RecordCommand.Of(Caller.Of(Id), command, nameof(FinishTask), Now, task.Value, outcome.ToString()), task, Id, outcome);
        if (reply.Value is null)
            return reply;
        await callbacks.Tell();
        return new Done(Now);
    }

    /// <summary>Tasks of somebody who went off duty are for others.</summary>
    protected override async Task LeaveDuty()
    {
        if (await Stores.Tasks.ReleaseAllAsync(Id) > 0)
            await callbacks.Tell();
    }

    /// <inheritdoc />
    public async Task<Reply<FoundPatients>> FindPatients(string query)
    {
        if (!IsKnown)
            return Refusal.NotFound;
        if (PersonQuery.Of(query) is not { } wanted)
            return Refusal.Invalid;
        var today = Limits.DateOf(Now);
        var reply = await Stores.Medcards.Search(Reader.AtDesk(Id), Purpose.Search, wanted, MaxFound);
        if (reply.Value is not { } found)
            return reply.Refusal!;
        return new FoundPatients(
            [.. found.Take(MaxFound).Select(person => new FoundPatient(PatientSnapshots.Member(person, today), PhoneNumber.Masked(person.Phone)))],
            found.Count > MaxFound, Now);
    }
}
