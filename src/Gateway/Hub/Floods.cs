using Medzdrav.Contracts;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Medzdrav.Gateway;

/// <summary>Keeps one connection from taking the platform's time from the others: calls above its budget are refused, and who keeps on is cut.</summary>
internal sealed partial class Floods(IOptions<GatewayOptions> options, AddressBudgets addresses, PersonBudgets persons, GatewayMeter meter, TimeProvider clock, ILogger<Floods> logger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>A page of history is read and sent: it costs as much as some calls.</summary>
    private const int CallsPerPage = 5;

    private static readonly string[] Pages = [nameof(SessionHub.JoinSession), nameof(SessionHub.JoinLatest), nameof(SessionHub.ReadEarlier)];

    /// <summary>Whether the call is within the budgets of its connection, its person and its address.</summary>
    /// <param name="call">The call.</param>
    /// <param name="isSlowed">Whether the refusal is to wait for <see cref="PauseAsync"/>.</param>
    public bool Admits(HubInvocationContext call, out bool isSlowed)
    {
        isSlowed = false;
        var connection = Attendance.Of(call.Context);
        var budget = connection.Calls ??= new CallBudget(options.Value.Burst, options.Value.CallsPerSecond, clock);
        if (budget.Take())
        {
            isSlowed = !AdmitsOfOthers(call, connection);
            return !isSlowed && (call.HubMethodName != nameof(SessionHub.Signal) || AdmitsSignal(call, connection));
        }
        meter.Limited("connectionCalls");
        if (budget.IsOverdrawn && !call.Context.ConnectionAborted.IsCancellationRequested)
        {
            LogCut(call.Context.ConnectionId);
            meter.Cut("flood");
            call.Context.Abort();
        }
        return false;
    }

    /// <summary>So long a call waits for its refusal when its person or address has used up what they may do: few are under way at once, and no more are read meanwhile.</summary>
    public static async Task PauseAsync(TimeProvider clock, CancellationToken cancellation) =>
        await Task.Delay(Pause, clock, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    /// <summary>All connections of a person have one budget, and so have those of the address; where one is used up a call is refused, and nobody is cut for what others do.</summary>
    private bool AdmitsOfOthers(HubInvocationContext call, Connection connection)
    {
        var (own, shared) = (connection.OfPerson ??= persons.Of(connection), connection.OfAddress ??= addresses.Of(connection));
        var bytes = BytesOf(call, connection);
        var calls = Array.IndexOf(Pages, call.HubMethodName) < 0 ? 1 : CallsPerPage;
        var limit = !own.Take(calls, bytes) ? "person" : !shared.Take(calls, bytes) ? "address" : null;
        if (limit is not null)
            meter.Limited(limit);
        return limit is null;
    }

    /// <summary>Messages count by their text, and whatever else patients and visitors send by all of its texts: none of it has to be long. Staff write conclusions, which are saved while they type; signals have a budget of their own.</summary>
    private static int BytesOf(HubInvocationContext call, Connection connection) => call.HubMethodName switch
    {
        nameof(SessionHub.SendMessage) => call.HubMethodArguments is [_, _, string said, ..] ? TextBytes.Of(said) : 0,
        nameof(SessionHub.Signal) => 0,
        _ => connection.Caller.Kind == CallerKind.Staff ? 0 : call.HubMethodArguments.Sum(TextBytes.Of),
    };

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
