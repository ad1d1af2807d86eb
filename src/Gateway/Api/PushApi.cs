using System.Security.Claims;
using Medzdrav.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Medzdrav.Gateway;

/// <summary>The devices of an account that are told by push. Their addresses are secrets: they stand in bodies, never in a path.</summary>
internal static class PushApi
{
    public static void MapPushes(this IEndpointRouteBuilder api)
    {
        api.MapGet("/push-subscriptions", ViewAsync).RequireAuthorization().Answers<PushDeviceList>("Lists the devices of an account that are told by push");
        api.MapPost("/push-subscriptions", AllowAsync).RequireAuthorization().Answers<PushDeviceView>("Has a device told by push", Refusal.Invalid, Refusal.TooMany);
        api.MapDelete("/push-subscriptions", ForgetAsync).RequireAuthorization().Answers(StatusCodes.Status204NoContent, null, "Has a device not told by push any more");
    }

    private static async Task<IResult> ViewAsync(ClaimsPrincipal user, IGrainFactory grains) => user.Account() is { } account
        ? TypedResults.Ok(await GrainCalls.RepeatedOnce(() => DevicesOf(account, grains).View()))
        : Problems.Of(RecordsApi.NotForOthers(user));

    private static async Task<IResult> AllowAsync(AllowRequest request, ClaimsPrincipal user, HttpContext context, IGrainFactory grains)
    {
        if (user.Account() is not { } account || user.CredentialId() is not { } credential)
            return Problems.Of(RecordsApi.NotForOthers(user));
        if (AddressOf(request) is not { } address)
            return Problems.Of(Refusal.Invalid);
        return (await GrainCalls.RepeatedOnce(() => DevicesOf(account, grains).Allow(address, credential, DeviceName.Of(context.Request), request.Replaces))).Result();
    }

    private static async Task<IResult> ForgetAsync([FromBody] ForgetRequest request, ClaimsPrincipal user, IGrainFactory grains)
    {
        if (user.Account() is not { } account)
            return Problems.Of(RecordsApi.NotForOthers(user));
        if (request.SubscriptionId is null && request.Endpoint is null)
            return Problems.Of(Refusal.Invalid);
        await GrainCalls.RepeatedOnce(async () =>
        {
            await DevicesOf(account, grains).Forget(request.SubscriptionId, request.Endpoint);
            return true;
        });
        return TypedResults.NoContent();
    }

    /// <summary>A browser gives what its subscription is in JSON (W3C Push API), an app its platform and token.</summary>
    private static PushAddress? AddressOf(AllowRequest request) =>
        request is { Endpoint: { } endpoint, Keys: { P256dh: { } key, Auth: { } secret } } ? new PushAddress(PushPlatform.Web, endpoint, key, secret)
        : request is { Platform: PushPlatform.Android or PushPlatform.Ios, Token: { } token } ? new PushAddress(request.Platform.Value, token)
        : null;

    private static IPushDevicesGrain DevicesOf(AccountId account, IGrainFactory grains) => grains.GrainOf<IPushDevicesGrain>(account.Value);

    private sealed record AllowRequest(string? Endpoint, BrowserKeys? Keys, PushPlatform? Platform, string? Token, string? Replaces);

    private sealed record BrowserKeys(string? P256dh, string? Auth);

    private sealed record ForgetRequest(string? SubscriptionId, string? Endpoint);
}
