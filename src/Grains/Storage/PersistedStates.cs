namespace Medzdrav.Grains;

/// <summary>States of grains, stored as a whole.</summary>
internal static class PersistedStates
{
    /// <summary>Stores a state. When nobody knows whether it was stored, the former one stands: what was not answered did not happen here.</summary>
    public static async Task StoreAsync<T>(this IPersistentState<T> stored, T next)
    {
        var before = stored.State;
        stored.State = next;
        try
        {
            await stored.WriteStateAsync();
        }
        catch
        {
            stored.State = before;
            throw;
        }
    }
}
