using Medzdrav.Contracts;

namespace Medzdrav.Gateway;

public sealed partial class SessionHub
{
    private IConsultantGrain Consultant => grains.GrainOf<IConsultantGrain>(Caller.Id);

    /// <summary>Finds insured persons.</summary>
    [Needs(Right.FindPatients)]
    public Task<Reply<FoundPatients>> FindPatients(CommandId commandId, string? query) => Texts.IsShort(query)
        ? Ask(() => Consultant.FindPatients(query))
        : Refused<FoundPatients>(Refusal.Invalid);

    /// <summary>The tasks beside the sessions.</summary>
    [Needs(Right.Tasks)]
    public Task<Reply<TaskList>> Tasks() => Ask(() => Consultant.Tasks());

    /// <summary>Takes a task.</summary>
    [Needs(Right.Tasks)]
    public Task<Reply<StaffTask>> ClaimTask(CommandId commandId, TaskId taskId) => Ask(() => Consultant.ClaimTask(commandId, taskId));

    /// <summary>Finishes a task.</summary>
    [Needs(Right.Tasks)]
    public Task<Reply<Done>> FinishTask(CommandId commandId, TaskId taskId, TaskOutcome outcome) => Ask(() => Consultant.FinishTask(commandId, taskId, outcome));
}
