using Medzdrav.Contracts;
using Microsoft.AspNetCore.SignalR;

namespace Medzdrav.Gateway;

/// <summary>Counts, times and traces hub calls by method and outcome.</summary>
internal sealed class TelemetryFilter(GatewayMeter meter, TimeProvider clock) : IHubFilter
{
    private const string Fault = "fault";

    /// <inheritdoc />
    public async ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        var startedAt = clock.GetTimestamp();
        using var span = Spans.StartCall(invocationContext.HubMethodName);
        if (span is not null && SessionOf(invocationContext) is { } session)
            span.About(session);
        var outcome = Fault;
        try
        {
            var answer = await next(invocationContext);
            outcome = answer is IReply { Refusal: { } refusal } ? refusal.Code : "ok";
            return answer;
        }
        catch (HubException failure)
        {
            outcome = failure.Message;
            throw;
        }
        finally
        {
            meter.Called(invocationContext.HubMethodName, outcome, clock.GetElapsedTime(startedAt));
            span?.End(outcome, outcome is Fault or "unavailable");
        }
    }

    private static SessionId? SessionOf(HubInvocationContext call)
    {
        foreach (var argument in call.HubMethodArguments)
            if (argument is SessionId { Value: not null } session)
                return session;
        return null;
    }
}
