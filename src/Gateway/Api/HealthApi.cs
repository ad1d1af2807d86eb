using Medzdrav.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Medzdrav.Gateway;

/// <summary>Health, for processes of any role: live is the process, ready is the cluster behind it.</summary>
public static class HealthApi
{
    /// <summary>Maps <c>/health/live</c> and <c>/health/ready</c>.</summary>
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapGet("/health/live", () => Results.Ok());
        app.MapGet("/health/ready", Ready);
    }

    private static async Task<IResult> Ready(IGrainFactory grains, IEnumerable<IReadiness> conditions)
    {
        var unready = conditions.Select(condition => condition.Obstacle).FirstOrDefault(obstacle => obstacle is not null);
        if (unready is not null)
            return Results.Text(unready, statusCode: StatusCodes.Status503ServiceUnavailable);
        try
        {
            await grains.GetGrain<IJournalHeadsGrain>(0).Heads([new SessionId("ready")]);
            return Results.Ok();
        }
        catch (Exception failure) when (GrainCalls.IsUnavailable(failure))
        {
            return Results.Text("cluster or storage away", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }
}

/// <summary>A condition of readiness that another part of the process knows.</summary>
public interface IReadiness
{
    /// <summary>The obstacle, for operators; null when ready.</summary>
    string? Obstacle { get; }
}

/// <summary>A gateway is ready while silos know it.</summary>
internal sealed class LeaseReadiness(GatewayNode node) : IReadiness
{
    public string? Obstacle => node.HasLease ? null : "no lease: the cluster does not answer";
}
