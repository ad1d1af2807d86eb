using Medzdrav.Contracts;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Logging;

namespace Medzdrav.Gateway;

/// <summary>Faults of hub calls: a storage or cluster that is away is said by name, so that the client repeats with the same command id; everything else is logged, ids only.</summary>
public sealed partial class HubFaultFilter(ILogger<HubFaultFilter> logger) : IHubFilter
{
    /// <inheritdoc />
    public async ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        try
        {
            return await next(invocationContext);
        }
        catch (StorageUnavailableException away)
        {
            LogUnavailable(invocationContext.HubMethodName, away);
            throw new HubException(Refusal.Unavailable.Code);
        }
        catch (Exception fault) when (fault is not HubException)
        {
            LogFault(invocationContext.HubMethodName, fault);
            throw;
        }
    }
}
