using Medzdrav.Contracts;

namespace Medzdrav.Client;

public sealed partial class HubCalls
{
    /// <summary>How the service goes this moment, for a supervisor; from then on <see cref="Notices.SupervisionChanged"/> tells when to ask again.</summary>
    /// <returns>The view, or refused: wrongRole, rightMissing.</returns>
    public Task<Reply<SupervisionView>> SupervisionAsync(CancellationToken cancellation = default) => Read<SupervisionView>("Supervision", cancellation);

    /// <summary>Looks on in a session from now on, seen by everybody in it; join it afterwards to hear its events.</summary>
    /// <returns>The view, or refused: wrongRole, rightMissing, notFound, closed.</returns>
    public Task<Reply<SessionView>> JoinAsSupervisorAsync(SessionId session, CommandId? command = null, CancellationToken cancellation = default) => Command<SessionView>("JoinAsSupervisor", command, cancellation, session);

    /// <summary>Looks on no more.</summary>
    /// <returns>Done, or refused: wrongRole, rightMissing, notFound, closed.</returns>
    public Task<Reply<Done>> LeaveAsSupervisorAsync(SessionId session, CommandId? command = null, CancellationToken cancellation = default) => Command<Done>("LeaveAsSupervisor", command, cancellation, session);

    /// <summary>Lets a waiting session go before the others of its queue.</summary>
    /// <returns>Done, or refused: wrongRole, rightMissing, notFound, closed, wrongPhase.</returns>
    public Task<Reply<Done>> RaiseSessionAsync(SessionId session, CommandId? command = null, CancellationToken cancellation = default) => Command<Done>("RaiseSession", command, cancellation, session);

    /// <summary>Takes back that a session goes before the others: it waits where it would without.</summary>
    /// <returns>Done, or refused: wrongRole, rightMissing, notFound, closed, wrongPhase.</returns>
    public Task<Reply<Done>> LowerSessionAsync(SessionId session, CommandId? command = null, CancellationToken cancellation = default) => Command<Done>("LowerSession", command, cancellation, session);

    /// <summary>Sends a specialist on a break.</summary>
    /// <returns>The duty, or refused: wrongRole, rightMissing, notFound, wrongPhase.</returns>
    public Task<Reply<DutyView>> SendToBreakAsync(StaffId staff, Desk desk, CommandId? command = null, CancellationToken cancellation = default) => Command<DutyView>("SendToBreak", command, cancellation, staff, desk);

    /// <summary>Gives a task to a consultant, or sets it free.</summary>
    /// <param name="task">Which.</param>
    /// <param name="to">To whom; null to set it free.</param>
    /// <param name="command">The tap; null for a new one.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The task, or refused: wrongRole, rightMissing, notFound.</returns>
    public Task<Reply<SupervisedTask>> ReassignTaskAsync(TaskId task, StaffId? to, CommandId? command = null, CancellationToken cancellation = default) =>
        Command<SupervisedTask>("ReassignTask", command, cancellation, new { taskId = task, staffId = to });
}
