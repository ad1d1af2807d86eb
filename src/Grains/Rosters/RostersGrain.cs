using Medzdrav.Contracts;
using Orleans.Concurrency;

namespace Medzdrav.Grains;

/// <summary>All who may have a roster, as the records have them.</summary>
[StatelessWorker]
internal sealed class RostersGrain(RosterStores stores, TimeProvider clock) : Grain, IRostersGrain
{
    /// <inheritdoc />
    public async Task<Reply<RosterList>> Members()
    {
        var versions = await stores.Rosters.VersionsAsync();
        var members = from member in await stores.Staff.AllAsync()
                      let specialties = RosterRules.SpecialtiesOf(member.Standing)
                      where member.IsEnabled && specialties.Length > 0
                      orderby Folding.Name(member.Name), member.Id.Value
                      select new RosterMember(member.Id, member.Name, specialties, versions.GetValueOrDefault(member.Id));
        return new RosterList([.. members], clock.GetUtcNow());
    }
}
