using Medzdrav.Contracts;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Medzdrav.Gateway;

/// <summary>Keeps one connection from taking the platform's time from the others: calls above its budget are refused, and who keeps on is cut.</summary>
internal sealed partial class FloodFilter(IOptions<GatewayOptions> options, GatewayMeter meter, TimeProvider clock, ILogger<FloodFilter> logger) : IHubFilter
{
    private static readonly object TooMany = (Reply<Done>)Refusal.TooMany;

    /// <inheritdoc />
    public Task OnConnectedAsync(HubLifetimeContext context, Func<HubLifetimeContext, Task> next)
    {
        context.Context.Items[typeof(CallBudget)] = new CallBudget(options.Value, clock);
        return next(context);
    }

    /// <inheritdoc />
    public ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        var budget = (CallBudget)invocationContext.Context.Items[typeof(CallBudget)]!;
        return budget.Take() ? next(invocationContext) : RefuseAsync(invocationContext, budget);
    }

    private ValueTask<object?> RefuseAsync(HubInvocationContext call, CallBudget budget)
    {
        if (budget.IsOverdrawn && !call.Context.ConnectionAborted.IsCancellationRequested)
        {
            LogCut(call.Context.ConnectionId);
            meter.Cut("flood");
            call.Context.Abort();
        }
        return call.HubMethod.ReturnType == typeof(Task) ? default : ValueTask.FromResult<object?>(TooMany);
    }
}
