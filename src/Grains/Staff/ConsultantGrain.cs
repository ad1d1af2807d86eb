using Medzdrav.Contracts;
using Microsoft.Extensions.Options;

namespace Medzdrav.Grains;

/// <summary>A consultant: one call or up to three chats.</summary>
public sealed partial class ConsultantGrain(
    [PersistentState("duty", GrainStorage.Name)] IPersistentState<DutyState> duty, StaffStores stores, Callbacks callbacks, IOptions<LimitOptions> options, TimeProvider clock)
    : SpecialistGrain(duty, stores, options, clock), IConsultantGrain
{
    /// <inheritdoc />
    protected override int Units => Limits.ConsultantUnits;

    /// <inheritdoc />
    protected override ParticipantRole Role => ParticipantRole.Consultant;

    /// <inheritdoc />
    protected override bool WrapsUp => false;

    /// <inheritdoc />
    protected override QueueKind? QueueOf(StaffRecord staff) => staff.Roles.Contains(StaffRole.Consultant) ? QueueKind.Consultant : null;
}
