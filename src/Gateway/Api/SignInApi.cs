using System.Diagnostics.CodeAnalysis;
using System.Security.Claims;
using Medzdrav.Contracts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Medzdrav.Gateway;

/// <summary>Signing in and out over HTTP. What must not happen twice is never repeated here: codes, confirmations.</summary>
internal static class SignInApi
{
    private const int AttemptBytes = 16;
    private const int AttemptLength = 22;

    public static void MapSignIn(this IEndpointRouteBuilder api)
    {
        api.MapPost("/sign-in/codes", SendCodeAsync).Answers(StatusCodes.Status202Accepted, typeof(CodeSent), "Sends a code to a mobile number; the answer is the same for every valid one", Refusal.InvalidPhone);
        api.MapGet("/sign-in/codes/{attemptId}", SendingAsync).Answers<CodeSending>("Says how the code's SMS fares", Refusal.NotFound);
        api.MapPost("/sign-in", SignInAsync).AnswersSignIn("Signs in with the code", Refusal.InvalidCode, Refusal.WrongCode, Refusal.CodeExpired);
        api.MapPost("/sign-in/refresh", RefreshAsync).Answers<TokenPair>("Gives new tokens for a refresh token", Refusal.SignInRequired);
        api.MapPost("/sign-out", SignOutAsync).Answers(StatusCodes.Status204NoContent, null, "Signs out");
    }

    private static async Task<IResult> SendCodeAsync(CodeRequest request, HttpContext context, Brands brands, IGrainFactory grains)
    {
        if (!Texts.IsShort(request.Phone))
            return Problems.Of(Refusal.InvalidPhone);
        await brands.RefreshAsync();
        var attempt = Opaque.New(AttemptBytes);
        var brand = brands.Of(context.Request.Host.Host);
        // Only a host that an insurer has: whoever asks could name any, and phones would fill the code in there.
        var host = brands.HostOf(context.Request.Host.Host);
        var reply = await grains.GrainOf<ISignInGrain>(attempt).SendCode(request.Phone, CodePurpose.SignIn, DeviceId.Of(context, request.Device), brand.InsurerId, host);
        return reply.Value is { } sent ? TypedResults.Json(sent, statusCode: StatusCodes.Status202Accepted) : reply.Result();
    }

    private static async Task<IResult> SendingAsync(string attemptId, HttpContext context, ShownSecrets secrets, IGrainFactory grains) => IsAttempt(attemptId)
        ? (await secrets.LookUpAsync(context, attemptId, nameof(ISignInGrain.Sending), grains.GrainOf<ISignInGrain>(attemptId).Sending)).Result()
        : Problems.Of(Refusal.NotFound);

    private static async Task<IResult> SignInAsync(SignInRequest request, HttpContext context, ShownSecrets secrets, IGrainFactory grains)
    {
        if (!Texts.IsShort(request.AttemptId) || !Texts.IsShort(request.Code) || !IsClient(request.Client))
            return Problems.Of(Refusal.Invalid);
        if (!IsAttempt(request.AttemptId))
            return Problems.Of(Refusal.CodeExpired);
        var device = DeviceId.OfSigningIn(context, request.Device, request.Client);
        var reply = await secrets.LookUpAsync(context, request.AttemptId, request.Code, () => grains.GrainOf<ISignInGrain>(request.AttemptId).Confirm(request.Code, device));
        return reply.Value is { } signedIn ? await WelcomeAsync(signedIn, request.Client, device, context, grains) : reply.Result();
    }

    private static async Task<IResult> RefreshAsync(RefreshRequest request, HttpContext context, ShownSecrets secrets, IGrainFactory grains) => Token.Parse(request.RefreshToken) is { } token
        ? (await secrets.LookUpAsync(context, token.Credential, token.Secret, () => GrainCalls.RepeatedOnce(() => grains.GrainOf<ICredentialGrain>(token.Credential).Refresh(token.Secret)))).Result()
        : Problems.Of(Refusal.SignInRequired);

    private static async Task<IResult> SignOutAsync(ClaimsPrincipal user, HttpContext context, Farewell farewell)
    {
        if (user.CredentialId() is { } credential)
            await farewell.EndAsync(credential);
        await context.SignOutAsync(Schemes.Cookie);
        return TypedResults.NoContent();
    }

    /// <summary>The same, and a browser keeps the id of its device.</summary>
    internal static Task<IResult> WelcomeAsync(SignedIn signedIn, string client, AskingDevice device, HttpContext context, IGrainFactory grains)
    {
        if (client == "web")
            DeviceId.Keep(context, device);
        return WelcomeAsync(signedIn, client, context, grains);
    }

    /// <summary>Gives a browser its cookie, an app its tokens.</summary>
    internal static async Task<IResult> WelcomeAsync(SignedIn signedIn, string client, HttpContext context, IGrainFactory grains)
    {
        if (client == "app")
            return (await grains.GrainOf<ICredentialGrain>(signedIn.CredentialId).IssueTokens()).Result();
        await CookieScheme.SignInAsync(context, signedIn);
        return TypedResults.NoContent();
    }

    internal static bool IsAttempt([NotNullWhen(true)] string? attemptId) => attemptId is { Length: AttemptLength } && Opaque.IsWellFormed(attemptId);

    internal static bool IsClient([NotNullWhen(true)] string? client) => client is "web" or "app";

    private sealed record CodeRequest(string? Phone, string? Device);

    private sealed record SignInRequest(string? AttemptId, string? Code, string? Client, string? Device);

    private sealed record RefreshRequest(string? RefreshToken);
}
