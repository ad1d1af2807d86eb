using Medzdrav.Contracts;

namespace Medzdrav.Gateway;

public sealed partial class SessionHub
{
    private ISupervisorGrain Supervisor => grains.GrainOf<ISupervisorGrain>(Caller.Id);

    /// <summary>How the service goes this moment; from now on the connection is told when it goes otherwise.</summary>
    [Needs(Right.WatchLive)]
    public Task<Reply<SupervisionView>> Supervision()
    {
        attendance.Watch(Here);
        return Ask(grains.GrainOf<ISupervisionGrain>(ISupervisionGrain.Key).Look);
    }

    /// <summary>Looks on in a session, visibly.</summary>
    [Needs(Right.JoinSessions)]
    public Task<Reply<SessionView>> JoinAsSupervisor(CommandId commandId, SessionId sessionId) => Ask(() => Supervisor.JoinSession(commandId, sessionId));

    /// <summary>Looks on no more.</summary>
    [Needs(Right.JoinSessions)]
    public Task<Reply<Done>> LeaveAsSupervisor(CommandId commandId, SessionId sessionId) => Ask(() => Supervisor.LeaveSession(commandId, sessionId));

    /// <summary>Lets a waiting session go before the others.</summary>
    [Needs(Right.LeadShift)]
    public Task<Reply<Done>> RaiseSession(CommandId commandId, SessionId sessionId) => Ask(() => Supervisor.RaiseSession(commandId, sessionId));

    /// <summary>Takes back that a session goes before the others.</summary>
    [Needs(Right.LeadShift)]
    public Task<Reply<Done>> LowerSession(CommandId commandId, SessionId sessionId) => Ask(() => Supervisor.LowerSession(commandId, sessionId));

    /// <summary>Sends a specialist on a break.</summary>
    [Needs(Right.LeadShift)]
    public Task<Reply<DutyView>> SendToBreak(CommandId commandId, StaffId staffId, Desk desk) => Ask(() => Supervisor.SendToBreak(commandId, staffId, desk));

    /// <summary>Gives a task to a consultant, or sets it free.</summary>
    [Needs(Right.ReassignTasks)]
    public Task<Reply<SupervisedTask>> ReassignTask(CommandId commandId, ReassignRequest order) => Ask(() => Supervisor.ReassignTask(commandId, order.TaskId!.Value, order.StaffId));
}

/// <summary>The request that <see cref="SessionHub.ReassignTask"/> takes.</summary>
/// <param name="TaskId">Which task.</param>
/// <param name="StaffId">To whom; null to set it free.</param>
public sealed record ReassignRequest(TaskId? TaskId, StaffId? StaffId = null) : IWellFormed
{
    bool IWellFormed.IsWellFormed => TaskId is { Value: not null } && StaffId is not { Value: null };
}
