using Medzdrav.Contracts;

namespace Medzdrav.Grains;

internal partial class SessionGrain
{
    /// <inheritdoc />
    public Task<Reply<SessionView>> JoinAsSupervisor(CommandId command, StaffId staff, string name) =>
        Decide(new Asked(CommandKind.JoinAsSupervisor), command, Caller.Of(staff), state => SessionRules.JoinAsSupervisor(state, staff, name));

    /// <inheritdoc />
    public Task<Reply<Done>> LeaveAsSupervisor(CommandId command, StaffId staff) =>
        Acknowledge(new Asked(CommandKind.LeaveAsSupervisor), command, Caller.Of(staff), state => SessionRules.LeaveAsSupervisor(state, staff));

    /// <inheritdoc />
    public Task<Reply<Done>> Raise(CommandId command, StaffId staff) =>
        Acknowledge(new Asked(CommandKind.Raise), command, Caller.Of(staff), state => SessionRules.Raise(state, staff, Now));

    /// <inheritdoc />
    public Task<Reply<Done>> Lower(CommandId command, StaffId staff) =>
        Acknowledge(new Asked(CommandKind.Lower), command, Caller.Of(staff), state => SessionRules.Lower(state, staff, Now));
}
