using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>A staff member's standing, as the records have it. Awaited calls go staff → specialist → session; none comes back.</summary>
internal sealed class StaffGrain(IStaffRecords staff, StrandedBookings bookings, TimeProvider clock) : Grain, IStaffGrain
{
    private static readonly TimeSpan RememberFor = TimeSpan.FromSeconds(5);

    private Standing? _standing;
    private DateTimeOffset _readAt = DateTimeOffset.MinValue;

    private StaffId Id => new(this.GetPrimaryKeyString());

    /// <inheritdoc />
    public async Task<Reply<Standing>> Standing()
    {
        if (clock.GetUtcNow() - _readAt >= RememberFor)
            await Read();
        return _standing is { } standing ? standing : Refusal.NotFound;
    }

    /// <inheritdoc />
    public async Task<DateTimeOffset?> Wake()
    {
        await Read();
        if (_standing is not { } standing)
            return null;
        // Gateways first: from here on nothing is done with what was taken away, then patients are not kept waiting.
        await GrainFactory.GetGrain<IGatewaysGrain>(0).StandingChanged(standing);
        await Task.WhenAll(Enum.GetValues<Desk>().Select(desk => GrainFactory.SpecialistAt(desk, Id).StandingChanged(standing)));
        // A session that can't be left now holds up no booking.
        await Task.WhenAll(
            GrainFactory.GrainOf<ISupervisorGrain>(Id.Value).StandingChanged(standing),
            bookings.Leave(standing, standing.IsEnabled ? RosterRules.SpecialtiesOf(standing) : []));
        return null;
    }

    /// <summary>Reads may overlap: the newest version stands.</summary>
    private async Task Read()
    {
        var askedAt = clock.GetUtcNow();
        var standing = (await staff.FindAsync(Id))?.Standing;
        if (_standing is null || !(standing?.Version < _standing.Version))
            (_standing, _readAt) = (standing, askedAt);
    }
}
