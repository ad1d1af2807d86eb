using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Medzdrav.Gateway;

/// <summary>Keeps one connection from taking the platform's time from the others: calls above its budget are refused, and who keeps on is cut.</summary>
internal sealed partial class Floods(IOptions<GatewayOptions> options, GatewayMeter meter, TimeProvider clock, ILogger<Floods> logger)
{
    /// <summary>A connection came.</summary>
    public void Begin(HubCallerContext connection) => connection.Items[typeof(CallBudget)] = new CallBudget(options.Value, clock);

    /// <summary>Whether the call is within its connection's budget.</summary>
    public bool Admits(HubInvocationContext call)
    {
        var budget = (CallBudget)call.Context.Items[typeof(CallBudget)]!;
        if (budget.Take())
            return true;
        if (budget.IsOverdrawn && !call.Context.ConnectionAborted.IsCancellationRequested)
        {
            LogCut(call.Context.ConnectionId);
            meter.Cut("flood");
            call.Context.Abort();
        }
        return false;
    }
}
