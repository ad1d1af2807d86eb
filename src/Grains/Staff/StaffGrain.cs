using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>One staff member's standing, as the records have it.</summary>
public sealed class StaffGrain(IStaffRecords staff, TimeProvider clock) : Grain, IStaffGrain
{
    private static readonly TimeSpan RememberFor = TimeSpan.FromSeconds(5);

    private Standing? _standing;
    private DateTimeOffset _readAt = DateTimeOffset.MinValue;

    /// <inheritdoc />
    public async Task<Reply<Standing>> Standing()
    {
        if (clock.GetUtcNow() - _readAt >= RememberFor)
            await Read();
        return _standing is { } standing ? standing : Refusal.NotFound;
    }

    private async Task Read()
    {
        _standing = (await staff.FindAsync(new StaffId(this.GetPrimaryKeyString())))?.Standing;
        _readAt = clock.GetUtcNow();
    }
}
