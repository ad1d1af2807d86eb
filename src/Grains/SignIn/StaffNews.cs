using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>Tells that a member's record was changed, before the change is answered.</summary>
internal static class StaffNews
{
    /// <summary>Has the member's grain tell gateways and desks at once: whoever was enabled signs in with the next tap.</summary>
    public static async Task TellAsync(IGrainFactory grains, StaffId staff)
    {
        try
        {
            await grains.GrainOf<IStaffGrain>(staff.Value).Wake();
        }
        catch (Exception lost) when (GrainCalls.IsUnavailable(lost))
        {
            // The change is stored, and its due row tells within seconds.
            return;
        }
    }
}
