using Medzdrav.Contracts;

namespace Medzdrav.Gateway;

public sealed partial class SessionHub
{
    /// <summary>All who may have a roster.</summary>
    [Needs(Right.KeepRosters)]
    public Task<Reply<RosterList>> Rosters() => Ask(() => grains.GetGrain<IRostersGrain>(0).Members());

    /// <summary>A member's roster.</summary>
    [Needs(Right.KeepRosters)]
    public Task<Reply<RosterView>> Roster(StaffId staffId) => Ask(() => grains.GrainOf<IRosterGrain>(staffId.Value).Read());

    /// <summary>Saves a member's roster, whole.</summary>
    [Needs(Right.KeepRosters)]
    public Task<Reply<RosterSaved>> SaveRoster(CommandId commandId, RosterRequest roster) =>
        Ask(() => grains.GrainOf<IRosterGrain>(roster.StaffId!.Value.Value).Save(commandId, new StaffId(Caller.Id), roster.Plan!, roster.BasedOn, roster.Accepted ?? []));

    /// <summary>Reads a file of hours into a member's roster, without saving it.</summary>
    [Needs(Right.KeepRosters)]
    public Task<Reply<RosterFileRead>> ReadRosterFile(RosterFileRequest file) =>
        Ask(() => grains.GrainOf<IRosterGrain>(file.StaffId!.Value.Value).ReadFile(file.Kind!.Value, file.Text!));
}
