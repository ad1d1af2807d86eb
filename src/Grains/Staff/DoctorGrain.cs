using Medzdrav.Contracts;
using Microsoft.Extensions.Options;

namespace Medzdrav.Grains;

/// <summary>A doctor: one session at a time, and time for the conclusion afterwards.</summary>
/// <remarks>The storage tells states apart by name and key only, and a member may have both desks: the duty has a name of its own here.</remarks>
internal class DoctorGrain(
    [PersistentState("doctorDuty", GrainStorage.Name)] IPersistentState<DutyState> duty, StaffStores stores, IOptions<LimitOptions> options, TimeProvider clock)
    : SpecialistGrain(Contracts.Desk.Doctor, duty, stores, options, clock), IDoctorGrain
{
    /// <inheritdoc />
    protected override int Units => 1;

    /// <inheritdoc />
    protected override bool WrapsUp => true;

    /// <inheritdoc />
    public async Task<Reply<ConclusionView>> Conclusion(ConclusionId conclusion, int? edition) =>
        await Stores.Medcards.Conclusion(Reader.Author(Id, Post, session: null), conclusion, edition) is { } written ? written : Refusal.NotFound;
}
