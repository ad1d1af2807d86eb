using Medzdrav.Contracts;

namespace Medzdrav.Gateway;

/// <summary>Grain calls from the edge: one repetition when a silo went away in the middle. Safe, because commands carry their id.</summary>
public static class GrainCalls
{
    /// <summary>Calls, and once more when the cluster lost the call.</summary>
    /// <exception cref="StorageUnavailableException">Lost twice: the outcome is unknown.</exception>
    public static async Task<T> Once<T>(Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (Exception lost) when (IsPassing(lost))
        {
            try
            {
                return await call();
            }
            catch (Exception again) when (IsPassing(again))
            {
                throw new StorageUnavailableException("The cluster does not answer.", again);
            }
        }
    }

    /// <summary>Whether a failure comes from a silo that went away or a storage that is away, rather than from a fault in the program.</summary>
    public static bool IsPassing(Exception failure) =>
        failure is TimeoutException or OrleansException or StorageUnavailableException or IOException;
}
