using Medzdrav.Contracts;
using Microsoft.AspNetCore.SignalR;

namespace Medzdrav.Gateway;

/// <summary>The calls that name no method of the hub, or whose arguments are of another number or type.</summary>
public abstract class CallsUnread : Hub<ISessionClient>
{
    /// <summary>Says so to the caller, within the budgets that all calls have.</summary>
    public virtual Task<Reply<Done>> Unread() => throw new HubException("unread");
}
