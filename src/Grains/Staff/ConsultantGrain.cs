using Medzdrav.Contracts;
using Microsoft.Extensions.Options;

namespace Medzdrav.Grains;

/// <summary>A consultant: one call or up to three chats.</summary>
internal sealed partial class ConsultantGrain(
    [PersistentState("duty", GrainStorage.Name)] IPersistentState<DutyState> duty, StaffStores stores, Callbacks callbacks, Tellings tellings, OnlineAccounts online, IOptions<LimitOptions> options, TimeProvider clock)
    : SpecialistGrain(Contracts.Desk.Consultant, duty, stores, options, clock), IConsultantGrain, IConsultantCalls
{
    /// <inheritdoc />
    protected override int Units => Limits.ConsultantUnits;

    /// <inheritdoc />
    protected override bool WrapsUp => false;

    /// <inheritdoc />
    protected override async Task LeaveDuty()
    {
        await StopRinging();
        await ReleaseTasks();
    }
}
