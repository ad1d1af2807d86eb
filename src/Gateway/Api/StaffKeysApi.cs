using System.Security.Claims;
using Medzdrav.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Medzdrav.Gateway;

/// <summary>A member's own keys and sign-ins, and nobody else's.</summary>
internal static class StaffKeysApi
{
    public static void MapStaffKeys(this IEndpointRouteBuilder api)
    {
        api.MapGet("/staff/keys", ViewAsync).Answers<StaffKeysView>("Lists a member's own keys and sign-ins", Refusal.SignInRequired);
        api.MapPost("/staff/password", ChangePasswordAsync).AnswersSignIn("Changes a member's own password; all other sign-ins end", Refusal.WrongCredentials);
        api.MapPost("/staff/totp/set-up", OfferAsync).Answers<ShownOffer>("Offers the secret of a member's own second factor", Refusal.WrongCredentials);
        api.MapPost("/staff/totp/recovery-codes", RenewRecoveryCodesAsync).Answers<RecoveryCodesView>("Makes other recovery codes", Refusal.WrongCredentials, Refusal.NotFound);
        api.MapPost("/staff/totp/remove", RemoveAsync).Answers(StatusCodes.Status204NoContent, null, "Ends a member's own second factor", Refusal.WrongCredentials, Refusal.FactorRequired);
        api.MapPost("/staff/sign-ins/end-others", EndOthersAsync).Answers(StatusCodes.Status204NoContent, null, "Ends a member's own other sign-ins");
    }

    private static async Task<IResult> ViewAsync(ClaimsPrincipal user, IGrainFactory grains) =>
        StaffRights.Refuse(user) is { } refusal ? Problems.Of(refusal) : (await GrainCalls.RepeatedOnce(KeysOf(user, grains).View)).Result();

    private static async Task<IResult> ChangePasswordAsync(PasswordRequest request, ClaimsPrincipal user, HttpContext context, IGrainFactory grains)
    {
        if (StaffRights.Refuse(user) is { } refusal)
            return Problems.Of(refusal);
        if (!Texts.IsShort(request.Current) || !Texts.IsShort(request.Next) || !SignInApi.IsClient(request.Client))
            return Problems.Of(Refusal.Invalid);
        var device = StaffSignInApi.DeviceOf(context, request.Device, request.Client);
        var reply = await KeysOf(user, grains).ChangePassword(Folding.Password(request.Current), Folding.Password(request.Next), CredentialOf(user), device);
        return reply.Value is { } signedIn ? await SignInApi.WelcomeAsync(signedIn, request.Client, device, context, grains) : reply.Result();
    }

    private static Task<IResult> OfferAsync(CheckedRequest request, ClaimsPrincipal user, HttpContext context, IGrainFactory grains) =>
        CheckedAsync(request, user, context, async (password, device) =>
        {
            var reply = await KeysOf(user, grains).OfferTotp(password, device);
            return reply.Value is { } offer ? TypedResults.Ok(new ShownOffer(offer)) : reply.Result();
        });

    private static Task<IResult> RenewRecoveryCodesAsync(CheckedRequest request, ClaimsPrincipal user, HttpContext context, IGrainFactory grains) =>
        CheckedAsync(request, user, context, async (password, device) => (await KeysOf(user, grains).RenewRecoveryCodes(password, device)).Result());

    private static Task<IResult> RemoveAsync(CheckedRequest request, ClaimsPrincipal user, HttpContext context, IGrainFactory grains) =>
        CheckedAsync(request, user, context, async (password, device) => Done(await KeysOf(user, grains).RemoveTotp(password, device)));

    private static async Task<IResult> EndOthersAsync(ClaimsPrincipal user, IGrainFactory grains) =>
        StaffRights.Refuse(user) is { } refusal ? Problems.Of(refusal) : Done(await GrainCalls.RepeatedOnce(() => KeysOf(user, grains).EndOthers(CredentialOf(user))));

    /// <summary>Does what needs the password once more.</summary>
    internal static Task<IResult> CheckedAsync(CheckedRequest request, ClaimsPrincipal user, HttpContext context, Func<string, AskingDevice, Task<IResult>> work) =>
        StaffRights.Refuse(user) is { } refusal ? Task.FromResult(Problems.Of(refusal))
        : Texts.IsShort(request.Password) ? work(Folding.Password(request.Password), DeviceId.Of(context, request.Device))
        : Task.FromResult(Problems.Of(Refusal.Invalid));

    internal static IResult Done(Reply<Done> reply) => reply.Refusal is { } refusal ? Problems.Of(refusal) : TypedResults.NoContent();

    internal static IStaffKeysGrain KeysOf(ClaimsPrincipal user, IGrainFactory grains) => grains.GrainOf<IStaffKeysGrain>(user.Staff()!.Value.Value);

    private static string CredentialOf(ClaimsPrincipal user) => user.CredentialId() ?? "";

    private sealed record PasswordRequest(string? Current, string? Next, string? Client, string? Device);

    /// <summary>The password once more.</summary>
    internal sealed record CheckedRequest(string? Password, string? Device);
}
