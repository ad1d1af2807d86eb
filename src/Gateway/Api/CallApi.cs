using System.Security.Claims;
using System.Security.Cryptography;
using Medzdrav.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Medzdrav.Gateway;

/// <summary>The calls that a page needs beside the hub to call, and to see whether it could.</summary>
internal static class CallApi
{
    /// <summary>The bytes sent and taken to measure the speed: 2 s at 1 Mbit/s.</summary>
    private const int SpeedBytes = 256 * 1024;

    private static readonly byte[] Noise = RandomNumberGenerator.GetBytes(SpeedBytes);

    public static void MapCalls(this IEndpointRouteBuilder api)
    {
        api.MapGet("/ice-servers", ServersAsync).Answers<IceServer[]>("The relays for a call or for a check", Refusal.SignInRequired, Refusal.NotFound, Refusal.Closed, Refusal.WrongPhase);
        api.MapGet("/check/speed", Download).Answers(StatusCodes.Status200OK, typeof(Stream), "Bytes to measure the speed with");
        api.MapPost("/check/speed", UploadAsync).WithMetadata(new RequestSizeLimitAttribute(SpeedBytes), new TakesFileAttribute())
            .Answers(StatusCodes.Status204NoContent, null, "Takes bytes to measure the speed with");
    }

    private static async Task<IResult> ServersAsync(string? sessionId, string? purpose, ClaimsPrincipal user, HttpContext context, IGrainFactory grains, IceServers servers, RelayLimits limits)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (purpose is not null)
            return purpose != "check" || sessionId is not null ? Problems.Of(Refusal.Invalid)
                : limits.AdmitCheck(context) ? TypedResults.Ok(servers.ForCheck(ClientAddress.Of(context)))
                : Problems.Of(Refusal.TooMany);
        if (user.Caller() is not { } caller)
            return Problems.Of(Refusal.SignInRequired);
        if (!IdText.IsId(sessionId))
            return Problems.Of(Refusal.Invalid);
        var reply = await GrainCalls.RepeatedOnce(() => grains.GrainOf<Contracts.ISession>(sessionId).View(caller));
        return reply.Value switch
        {
            null => reply.Result(),
            { Phase: SessionPhase.Closed } => Problems.Of(Refusal.Closed),
            var view when !MayRelay(caller, view) => Problems.Of(Refusal.WrongPhase),
            var view => limits.AdmitCall(caller) ? TypedResults.Ok(servers.ForLeg($"{caller.Kind}/{caller.Id}", view.Leg?.EndsAt - view.Now)) : Problems.Of(Refusal.TooMany),
        };
    }

    /// <summary>A relay carries whatever its credential's holder sends: only for calls, and for an anonymous visitor not before somebody has answered.</summary>
    private static bool MayRelay(Caller caller, SessionView view) =>
        view.Mode is SessionMode.Audio or SessionMode.Video && (caller.Kind != CallerKind.Visitor || view.Leg is not null);

    private static IResult Download(HttpContext context, RelayLimits limits)
    {
        context.Response.Headers.CacheControl = "no-store";
        return limits.AdmitMeasure(context) ? TypedResults.Bytes(Noise, "application/octet-stream") : Problems.Of(Refusal.TooMany);
    }

    private static async Task<IResult> UploadAsync(HttpContext context, RelayLimits limits)
    {
        if (!limits.AdmitMeasure(context))
            return Problems.Of(Refusal.TooMany);
        await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
        return TypedResults.NoContent();
    }
}
