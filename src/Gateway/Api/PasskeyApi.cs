using System.Security.Claims;
using System.Text.Json;
using Medzdrav.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Medzdrav.Gateway;

/// <summary>Passkeys of staff (WebAuthn): as the second step, instead of password and code, and one's own.</summary>
internal static class PasskeyApi
{
    private const int AttemptBytes = 16;
    private const int MostIdLetters = 1400;

    public static void MapPasskeys(this IEndpointRouteBuilder api)
    {
        api.MapPost("/staff/sign-in/passkey/options", AskAsync).Answers<ShownAsk>("Asks for a passkey", Refusal.CodeExpired);
        api.MapPost("/staff/sign-in/passkey", ConfirmAsync).AnswersSignIn("Signs a staff member in by a passkey", Refusal.WrongPasskey, Refusal.CodeExpired, Refusal.AccountDisabled);
        api.MapPost("/staff/sign-in/passkey/set-up", OfferAsync).Answers<ShownAsk>("Offers to make a passkey instead of codes", Refusal.CodeExpired);
        api.MapPost("/staff/passkeys/set-up", OfferOwnAsync).Answers<ShownAsk>("Offers to make a passkey of one's own", Refusal.WrongCredentials, Refusal.TooManyPasskeys);
        api.MapPost("/staff/passkeys", KeepAsync).AnswersSignIn("Keeps a passkey that was made", Refusal.WrongPasskey, Refusal.CodeExpired);
        api.MapPost("/staff/passkeys/{id}", RenameAsync).Answers(StatusCodes.Status204NoContent, null, "Gives a passkey another name", Refusal.NotFound);
        api.MapPost("/staff/passkeys/{id}/remove", RemoveAsync).Answers(StatusCodes.Status204NoContent, null, "Ends a passkey", Refusal.WrongCredentials, Refusal.FactorRequired);
    }

    /// <summary>Asks for a passkey: of an attempt's member, or without an attempt for whichever the browser has.</summary>
    private static async Task<IResult> AskAsync(AttemptRequest request, HttpContext context, ShownSecrets secrets, IGrainFactory grains)
    {
        if (request.AttemptId is null)
        {
            var begun = await GrainCalls.RepeatedOnce(() => grains.GrainOf<IStaffSignInGrain>(IStaffSignInGrain.All).BeginByPasskey(Opaque.New(AttemptBytes), SiteOf(context), ClientAddress.Of(context)));
            return Shown(begun);
        }
        if (!SignInApi.IsAttempt(request.AttemptId))
            return Problems.Of(Refusal.AttemptOver);
        var attempt = grains.GrainOf<IStaffAttemptGrain>(request.AttemptId);
        return Shown(await secrets.LookUpAsync(context, request.AttemptId, nameof(IStaffAttemptGrain.AskPasskey), () => attempt.AskPasskey(SiteOf(context))));
    }

    private static async Task<IResult> ConfirmAsync(ConfirmRequest request, HttpContext context, ShownSecrets secrets, IGrainFactory grains)
    {
        if (request.Response.ValueKind != JsonValueKind.Object || !SignInApi.IsClient(request.Client))
            return Problems.Of(Refusal.Invalid);
        if (!SignInApi.IsAttempt(request.AttemptId))
            return Problems.Of(Refusal.AttemptOver);
        var device = StaffSignInApi.DeviceOf(context, request.Device, request.Client);
        var attempt = grains.GrainOf<IStaffAttemptGrain>(request.AttemptId);
        var reply = await secrets.LookUpAsync(context, request.AttemptId, nameof(IStaffAttemptGrain.ConfirmPasskey), () => attempt.ConfirmPasskey(request.Response.GetRawText(), device));
        return await StaffSignInApi.EnteredAsync(reply, request.Client, device, context, grains);
    }

    private static async Task<IResult> OfferAsync(AttemptRequest request, HttpContext context, ShownSecrets secrets, IGrainFactory grains)
    {
        if (!SignInApi.IsAttempt(request.AttemptId))
            return Problems.Of(Refusal.AttemptOver);
        var attempt = grains.GrainOf<IStaffAttemptGrain>(request.AttemptId);
        return Shown(await secrets.LookUpAsync(context, request.AttemptId, nameof(IStaffAttemptGrain.OfferPasskey), () => attempt.OfferPasskey(SiteOf(context))));
    }

    private static Task<IResult> OfferOwnAsync(StaffKeysApi.CheckedRequest request, ClaimsPrincipal user, HttpContext context, IGrainFactory grains) =>
        StaffKeysApi.CheckedAsync(request, user, context, async (password, device) => Shown(await StaffKeysApi.KeysOf(user, grains).OfferPasskey(password, SiteOf(context), device)));

    /// <summary>Keeps a passkey that was made: with it a sign-in that sets a factor up is done, and whoever is signed in has another key.</summary>
    private static async Task<IResult> KeepAsync(KeepRequest request, HttpContext context, ShownSecrets secrets, IGrainFactory grains)
    {
        if (request.Response.ValueKind != JsonValueKind.Object || !SignInApi.IsClient(request.Client) || !Texts.IsShort(request.Name))
            return Problems.Of(Refusal.Invalid);
        if (!SignInApi.IsAttempt(request.AttemptId))
            return Problems.Of(Refusal.AttemptOver);
        var device = StaffSignInApi.DeviceOf(context, request.Device, request.Client);
        var attempt = grains.GrainOf<IStaffAttemptGrain>(request.AttemptId);
        var reply = await secrets.LookUpAsync(context, request.AttemptId, nameof(IStaffAttemptGrain.KeepPasskey), () => attempt.KeepPasskey(request.Name, request.Response.GetRawText(), device));
        return await StaffSignInApi.EnteredAsync(reply, request.Client, device, context, grains);
    }

    private static async Task<IResult> RenameAsync(string id, RenameRequest request, ClaimsPrincipal user, IGrainFactory grains) =>
        StaffRights.Refuse(user) is { } refusal ? Problems.Of(refusal)
        : !Texts.IsShort(request.Name) || id.Length > MostIdLetters ? Problems.Of(Refusal.Invalid)
        : StaffKeysApi.Done(await StaffKeysApi.KeysOf(user, grains).RenamePasskey(id, request.Name));

    private static Task<IResult> RemoveAsync(string id, StaffKeysApi.CheckedRequest request, ClaimsPrincipal user, HttpContext context, IGrainFactory grains) =>
        StaffKeysApi.CheckedAsync(request, user, context, async (password, device) => id.Length > MostIdLetters
            ? Problems.Of(Refusal.Invalid)
            : StaffKeysApi.Done(await StaffKeysApi.KeysOf(user, grains).RemovePasskey(id, password, device)));

    /// <summary>Where the page stands, as the browser compares it.</summary>
    private static PasskeySite SiteOf(HttpContext context) => new(context.Request.Host.Host.ToLowerInvariant(), $"{context.Request.Scheme}://{context.Request.Host.Value?.ToLowerInvariant()}");

    private static IResult Shown(Reply<PasskeyAsk> reply) => reply.Value is { } ask
        ? TypedResults.Ok(new ShownAsk(ask.AttemptId, JsonSerializer.Deserialize<JsonElement>(ask.Options), ask.ExpiresAt, ask.Now))
        : reply.Result();

    private sealed record AttemptRequest(string? AttemptId);

    private sealed record ConfirmRequest(string? AttemptId, JsonElement Response, string? Client, string? Device);

    private sealed record KeepRequest(string? AttemptId, string? Name, JsonElement Response, string? Client, string? Device);

    private sealed record RenameRequest(string? Name);

    private sealed record ShownAsk(string AttemptId, JsonElement Options, DateTimeOffset ExpiresAt, DateTimeOffset Now);
}
