namespace Medzdrav.Contracts;

/// <summary>How the edge calls grains: a call lost on its way is repeated once, and what then fails for want of an answer is told from a bug.</summary>
public static class GrainCalls
{
    /// <summary>Calls, and once more when nobody knows whether the call arrived. Only for questions, and for commands that are repeated with the same id.</summary>
    /// <typeparam name="T">The answer's type.</typeparam>
    /// <param name="call">The call; made twice at most.</param>
    public static async Task<T> RepeatedOnce<T>(Func<Task<T>> call)
    {
        ArgumentNullException.ThrowIfNull(call);
        try
        {
            return await call();
        }
        catch (Exception failure) when (IsLost(failure))
        {
            // A silo died or moved a grain: by now the directory knows better.
            return await call();
        }
    }

    /// <summary>The call or its answer got lost between processes. A silo that ends cancels what it has under way: where nobody here asked for that, it is a loss like the others.</summary>
    public static bool IsLost(Exception failure) => failure is TimeoutException or OrleansException or OperationCanceledException;

    /// <summary>Neither a bug nor a refusal: the cluster or its storage does not answer.</summary>
    public static bool IsUnavailable(Exception failure) => failure is StorageUnavailableException || IsLost(failure);
}
