using System.Runtime.CompilerServices;
using Medzdrav.Contracts;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Logging;

namespace Medzdrav.Gateway;

/// <summary>All that happens around a hub call: too many and malformed ones are refused, the others wait for their turn, broken infrastructure becomes a fault that clients repeat, everything else is kept out of their sight; each call is counted, timed and traced.</summary>
/// <remarks>There is a single filter, for every filter costs each call a task of its own.</remarks>
internal sealed partial class CallFilter(Floods floods, GatewayMeter meter, TimeProvider clock, ILogger<CallFilter> logger) : IHubFilter
{
    private const string Fault = "fault";
    private const string Unavailable = "unavailable";

    /// <inheritdoc />
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        var startedAt = clock.GetTimestamp();
        using var span = Spans.StartCall(invocationContext.HubMethodName);
        var session = SessionOf(invocationContext);
        if (session is not null)
            span?.About(session.Value);
        var connection = Attendance.Of(invocationContext.Context);
        var (outcome, turn, started) = (Fault, (Turn?)null, (AddressBudget?)null);
        try
        {
            object? answer;
            if (Refused(invocationContext, out var isSlowed) is { } refusal)
            {
                if (isSlowed)
                    await Floods.PauseAsync(clock, invocationContext.Context.ConnectionAborted);
                answer = (Reply<Done>)refusal;
            }
            else
            {
                turn = connection.Turns.Take(session);
                await turn.Comes;
                await connection.OfAddress!.MayStart();
                started = connection.OfAddress;
                answer = await next(invocationContext);
            }
            outcome = answer is IReply { Refusal: { } refused } ? refused.Code : "ok";
            return answer;
        }
        catch (HubException failure)
        {
            outcome = failure.Message;
            throw;
        }
        catch (Exception failure) when (GrainCalls.IsUnavailable(failure))
        {
            LogUnavailable(invocationContext.HubMethodName, invocationContext.Context.ConnectionId, failure.GetType().Name);
            throw new HubException(outcome = Unavailable);
        }
        catch (Exception failure)
        {
            var code = TraceCode.Now();
            LogFault(failure, code, invocationContext.HubMethodName, invocationContext.Context.ConnectionId);
            throw new HubException($"{Fault} {code}");
        }
        finally
        {
            started?.End();
            if (turn is not null)
                connection.Turns.End(turn);
            meter.Called(invocationContext.HubMethodName, outcome, clock.GetElapsedTime(startedAt));
            span?.End(outcome, outcome is Fault or Unavailable);
        }
    }

    private Refusal? Refused(HubInvocationContext call, out bool isSlowed) => floods.Admits(call, out isSlowed) ? DoorCheck.Refused(call) : Refusal.TooMany;

    private static SessionId? SessionOf(HubInvocationContext call)
    {
        for (var i = 0; i < call.HubMethodArguments.Count; i++)
            if (call.HubMethodArguments[i] is SessionId { Value: not null } session)
                return session;
        return call.HubMethodArguments is [_, SignRequest { SessionId: { Value: not null } signed }] ? signed : null;
    }
}
