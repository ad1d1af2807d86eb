using Medzdrav.Contracts;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Medzdrav.Gateway;

/// <summary>Keeps one connection from taking the platform's time from the others: calls above its budget are refused, and who keeps on is cut.</summary>
internal sealed partial class Floods(IOptions<GatewayOptions> options, AddressBudgets addresses, GatewayMeter meter, TimeProvider clock, ILogger<Floods> logger)
{
    /// <summary>Whether the call is within its connection's budget.</summary>
    public bool Admits(HubInvocationContext call)
    {
        var connection = Attendance.Of(call.Context);
        var budget = connection.Calls ??= new CallBudget(options.Value.Burst, options.Value.CallsPerSecond, clock);
        if (budget.Take())
            return AdmitsOfAddress(call, connection) && (call.HubMethodName != nameof(SessionHub.Signal) || AdmitsSignal(call, connection));
        if (budget.IsOverdrawn && !call.Context.ConnectionAborted.IsCancellationRequested)
        {
            LogCut(call.Context.ConnectionId);
            meter.Cut("flood");
            call.Context.Abort();
        }
        return false;
    }

    /// <summary>What all connections of the address may do together; a call of this one is refused, and nobody is cut for what others do.</summary>
    private bool AdmitsOfAddress(HubInvocationContext call, Connection connection)
    {
        if (!connection.IsCounted)
            connection.Count(addresses.Of(connection));
        if (connection.OfAddress is not { } shared)
            return true;
        return shared.TakeCall()
            && (call.HubMethodName != nameof(SessionHub.SendMessage) || call.HubMethodArguments is not [_, _, string { Length: var characters }, ..] || shared.TakeText(characters));
    }

    /// <summary>Signals are relayed to somebody's browser: who sends what is none, or far too many, is cut.</summary>
    private bool AdmitsSignal(HubInvocationContext call, Connection connection)
    {
        var payload = call.HubMethodArguments.OfType<SignalPayload>().FirstOrDefault();
        connection.Signals ??= new CallBudget(options.Value.SignalBurst, options.Value.SignalsPerSecond, clock);
        if (connection.Signals.Take() && SignalShape.Fits(payload))
            return true;
        LogBadSignal(call.Context.ConnectionId);
        meter.Cut("signal");
        call.Context.Abort();
        return false;
    }
}
