namespace Medzdrav.Contracts;

/// <summary>The standing of one staff member. Key: <see cref="StaffId"/>.</summary>
[Alias("IStaffGrain")]
public interface IStaffGrain : IGrainWithStringKey
{
    /// <summary>How the member stands; at most a few seconds old.</summary>
    /// <returns>The standing, of a disabled member too; or refused: notFound.</returns>
    [Alias("Standing")] Task<Reply<Standing>> Standing();
}
