using System.Runtime.CompilerServices;
using Medzdrav.Contracts;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Logging;

namespace Medzdrav.Gateway;

/// <summary>All that happens around a hub call: too many and malformed ones are refused, broken infrastructure becomes a fault that clients repeat, everything else is kept out of their sight; each call is counted, timed and traced.</summary>
/// <remarks>One filter and not one for each: every filter costs each call a task of its own.</remarks>
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
        if (span is not null && SessionOf(invocationContext) is { } session)
            span.About(session);
        var outcome = Fault;
        try
        {
            var answer = Refused(invocationContext) is { } refusal ? (Reply<Done>)refusal : await next(invocationContext);
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
            LogFault(failure, invocationContext.HubMethodName, invocationContext.Context.ConnectionId);
            throw new HubException(Fault);
        }
        finally
        {
            meter.Called(invocationContext.HubMethodName, outcome, clock.GetElapsedTime(startedAt));
            span?.End(outcome, outcome is Fault or Unavailable);
        }
    }

    private Refusal? Refused(HubInvocationContext call) => floods.Admits(call) ? DoorCheck.Refused(call) : Refusal.TooMany;

    private static SessionId? SessionOf(HubInvocationContext call)
    {
        foreach (var argument in call.HubMethodArguments)
            if (argument is SessionId { Value: not null } session)
                return session;
        return null;
    }
}
