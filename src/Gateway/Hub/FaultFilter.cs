using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Logging;

namespace Medzdrav.Gateway;

/// <summary>Turns broken infrastructure into a fault that clients repeat, and keeps everything else out of their sight.</summary>
internal sealed partial class FaultFilter(ILogger<FaultFilter> logger) : IHubFilter
{
    /// <inheritdoc />
    public async ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        try
        {
            return await next(invocationContext);
        }
        catch (Exception failure) when (GrainCalls.IsUnavailable(failure))
        {
            LogUnavailable(invocationContext.HubMethodName, invocationContext.Context.ConnectionId, failure.GetType().Name);
            throw new HubException("unavailable");
        }
        catch (Exception failure) when (failure is not HubException)
        {
            LogFault(failure, invocationContext.HubMethodName, invocationContext.Context.ConnectionId);
            throw new HubException("fault");
        }
    }
}
