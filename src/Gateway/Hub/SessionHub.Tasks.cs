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

    /// <summary>Puts a task off.</summary>
    [Needs(Right.Tasks)]
    public Task<Reply<StaffTask>> PostponeTask(CommandId commandId, TaskId taskId, DateTimeOffset until) => Ask(() => Consultant.PostponeTask(commandId, taskId, until));

    /// <summary>Declines a patient's wish about a booking.</summary>
    [Needs(Right.Tasks)]
    public Task<Reply<Done>> DeclineWish(CommandId commandId, TaskId taskId, string? words) =>
        words is null ? Refused<Done>(Refusal.Invalid) : Ask(() => Consultant.DeclineWish(commandId, taskId, words));

    /// <summary>A doubt of an import, both sides.</summary>
    [Needs(Right.Tasks)]
    public Task<Reply<PersonMatch>> Match(TaskId taskId) => Ask(() => Consultant.Match(taskId));

    /// <summary>Decides a doubt.</summary>
    [Needs(Right.Tasks)]
    public Task<Reply<PersonMatch>> DecideMatch(CommandId commandId, TaskId taskId, MatchDecision decision) => Ask(() => Consultant.DecideMatch(commandId, taskId, decision));

    /// <summary>Doubts that were decided lately.</summary>
    [Needs(Right.Tasks)]
    public Task<Reply<DecidedMatches>> DecidedMatches() => Ask(() => Consultant.DecidedMatches());
}
