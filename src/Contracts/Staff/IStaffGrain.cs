using Orleans.Concurrency;

namespace Medzdrav.Contracts;

/// <summary>The standing of one staff member. Key: <see cref="StaffId"/>.</summary>
/// <remarks>Whoever changes a member's record writes a due row of the kind <c>staff</c> with it: woken, this grain tells gateways and desks, within seconds and also when the change was made at the console.</remarks>
[Alias("IStaffGrain")]
public interface IStaffGrain : IWakes
{
    /// <summary>How the member stands; at most a few seconds old.</summary>
    /// <returns>The standing, of a disabled member too; or refused: notFound.</returns>
    [Alias("Standing"), AlwaysInterleave] Task<Reply<Standing>> Standing();
}
