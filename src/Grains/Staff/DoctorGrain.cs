using Medzdrav.Contracts;
using Microsoft.Extensions.Options;

namespace Medzdrav.Grains;

/// <summary>A duty doctor: one session at a time, and time for the conclusion afterwards.</summary>
public class DoctorGrain(
    [PersistentState("duty", GrainStorage.Name)] IPersistentState<DutyState> duty, StaffStores stores, IOptions<LimitOptions> options, TimeProvider clock)
    : SpecialistGrain(duty, stores, options, clock), IDoctorGrain
{
    /// <inheritdoc />
    protected override int Units => 1;

    /// <inheritdoc />
    protected override ParticipantRole Role => ParticipantRole.Doctor;

    /// <inheritdoc />
    protected override bool WrapsUp => true;

    /// <inheritdoc />
    public async Task<Reply<ConclusionView>> Conclusion(ConclusionId conclusion) =>
        await Stores.Conclusions.FindAsync(conclusion) is { } found && found.Doctor == Id ? found.Conclusion : Refusal.NotFound;

    /// <inheritdoc />
    protected override QueueKind? QueueOf(StaffRecord staff) =>
        staff.Roles.Contains(StaffRole.Therapist) ? QueueKind.Therapist
        : staff.Roles.Contains(StaffRole.Paediatrician) ? QueueKind.Paediatrician
        : null;
}
