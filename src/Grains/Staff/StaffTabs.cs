using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>A specialist's open tabs, as gateways repeat them.</summary>
internal sealed class StaffTabs
{
    /// <summary>A tab not repeated for this long is gone: three repetitions.</summary>
    public static readonly TimeSpan Forgotten = TimeSpan.FromSeconds(16);

    private readonly Dictionary<ConnectionRef, (IGatewayObserver Gateway, DateTimeOffset SeenAt)> _tabs = [];

    /// <summary>Whether any is open.</summary>
    public bool Any => _tabs.Count > 0;

    /// <summary>A tab is open, or still is.</summary>
    /// <returns>Whether it is new.</returns>
    public bool Attach(ConnectionRef connection, IGatewayObserver gateway, DateTimeOffset now)
    {
        var isNew = !_tabs.ContainsKey(connection);
        _tabs[connection] = (gateway, now);
        return isNew;
    }

    /// <summary>A tab is gone.</summary>
    public void Detach(ConnectionRef connection) => _tabs.Remove(connection);

    /// <summary>Forgets tabs of gateways that fell silent.</summary>
    public void Forget(DateTimeOffset now)
    {
        foreach (var (connection, tab) in _tabs)
            if (now - tab.SeenAt > Forgotten)
                _tabs.Remove(connection);
    }

    /// <summary>Writes to all tabs, one call per gateway.</summary>
    public void Send(Func<string[], StaffPush> push)
    {
        foreach (var group in _tabs.GroupBy(tab => tab.Key.Gateway))
            group.First().Value.Gateway.ToStaff(push([.. group.Select(tab => tab.Key.Connection)])).Ignore();
    }
}
