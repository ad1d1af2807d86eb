using Medzdrav.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Medzdrav.Gateway;

/// <summary>The one-time link of a new member of the staff, or of one who was reset.</summary>
internal static class StaffLinkApi
{
    private const int TokenLength = 43;
    private const int NameLength = 11;

    public static void MapStaffLink(this IEndpointRouteBuilder api)
    {
        api.MapPost("/staff/link", LookAsync).Answers<StaffInvitation>("Says for whom a one-time link was made", Refusal.NotFound);
        api.MapPost("/staff/link/password", SetPasswordAsync).AnswersSignIn("Sets a password by a one-time link", Refusal.NotFound, Refusal.AccountDisabled);
    }

    private static async Task<IResult> LookAsync(LookRequest request, HttpContext context, ShownSecrets secrets, IGrainFactory grains) => IsToken(request.Token)
        ? (await secrets.LookUpAsync(context, NameOf(request.Token), request.Token, () => Links(grains).Look(request.Token))).Result()
        : Problems.Of(Refusal.LinkOver);

    private static async Task<IResult> SetPasswordAsync(PasswordRequest request, HttpContext context, ShownSecrets secrets, IGrainFactory grains)
    {
        if (!Texts.IsShort(request.Password) || !SignInApi.IsClient(request.Client))
            return Problems.Of(Refusal.Invalid);
        if (!IsToken(request.Token))
            return Problems.Of(Refusal.LinkOver);
        var device = StaffSignInApi.DeviceOf(context, request.Device, request.Client);
        var reply = await secrets.LookUpAsync(context, NameOf(request.Token), request.Token, () => Links(grains).SetPassword(request.Token, Folding.Password(request.Password), device));
        return await StaffSignInApi.StepAsync(reply, request.Client, device, context, grains);
    }

    private static string NameOf(string token) => $"staff link {token[..NameLength]}";

    private static bool IsToken([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] string? token) => token is { Length: TokenLength } && Opaque.IsWellFormed(token);

    private static IStaffLinkGrain Links(IGrainFactory grains) => grains.GrainOf<IStaffLinkGrain>(IStaffLinkGrain.All);

    private sealed record LookRequest(string? Token);

    private sealed record PasswordRequest(string? Token, string? Password, string? Client, string? Device);
}
