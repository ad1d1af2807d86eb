using Medzdrav.Contracts;

namespace Medzdrav.Grains;

internal partial class SessionGrain
{
    /// <inheritdoc />
    public Task<Reply<SessionView>> JoinAsSupervisor(CommandId command, StaffId staff, string name) =>
        Decide(new Asked(CommandKind.JoinAsSupervisor), command, Caller.Of(staff), state => SessionRules.JoinAsSupervisor(state, staff, name));

    /// <inheritdoc />
    public Task<Reply<Done>> LeaveAsSupervisor(CommandId command, StaffId staff) =>
        DoneBy(staff, new Asked(CommandKind.LeaveAsSupervisor), command, state => SessionRules.LeaveAsSupervisor(state, staff));

    /// <inheritdoc />
    public Task<Reply<Done>> Raise(CommandId command, StaffId staff) =>
        DoneBy(staff, new Asked(CommandKind.Raise), command, state => SessionRules.Raise(state, staff, Now));

    private async Task<Reply<Done>> DoneBy(StaffId staff, Asked asked, CommandId command, Func<SessionState, Decision> rule)
    {
        var outcome = await Execute(asked, command, Caller.Of(staff), rule);
        return outcome.Refusal is { } refusal ? refusal : new Done(Now);
    }
}
