using Orleans.Metadata;

namespace Medzdrav.Contracts;

/// <summary>Supervisors at a session. Called by <see cref="ISupervisorGrain"/>, which knows what they may.</summary>
[Alias("ISessionSupervision"), DefaultGrainType("session")]
public interface ISessionSupervision : IGrainWithStringKey
{
    /// <summary>A supervisor looks on from now on: everybody present sees it, and it is on record (S6). Idempotent by command.</summary>
    /// <returns>The session's view, or refused: notFound, closed.</returns>
    [Alias("JoinAsSupervisor")] Task<Reply<SessionView>> JoinAsSupervisor(CommandId command, StaffId staff, string name);

    /// <summary>The supervisor looks on no more. Idempotent by command.</summary>
    /// <returns>Done, or refused: notFound, closed.</returns>
    [Alias("LeaveAsSupervisor")] Task<Reply<Done>> LeaveAsSupervisor(CommandId command, StaffId staff);

    /// <summary>Lets the waiting session go before the others of its queue. Idempotent by command.</summary>
    /// <returns>Done, or refused: notFound, closed, wrongPhase (it waits in no queue).</returns>
    [Alias("Raise")] Task<Reply<Done>> Raise(CommandId command, StaffId staff);

    /// <summary>Takes back that the session goes before the others: it waits where it would without. Idempotent by command.</summary>
    /// <returns>Done, or refused: notFound, closed, wrongPhase (it waits in no queue).</returns>
    [Alias("Lower")] Task<Reply<Done>> Lower(CommandId command, StaffId staff);
}
