using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json.Serialization;
using Medzdrav.Contracts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Medzdrav.Gateway;

/// <summary>Signing in and out (S1.2).</summary>
internal static class SignInApi
{
    private const int MaxLogin = 64;
    private const int MaxPassword = 200;

    public static void MapSignIn(this IEndpointRouteBuilder api)
    {
        api.MapPost("/sign-in/codes", SendCode);
        api.MapPost("/sign-in", ConfirmCode);
        api.MapPost("/sign-in/refresh", Refresh);
        api.MapPost("/sign-out", SignOut);
        api.MapPost("/staff/sign-in", StaffSignIn);
    }

    private static async Task<IResult> SendCode(CodeRequest request, IGrainFactory grains)
    {
        // The attempt's id is made here and means nothing before its code is sent.
        var attempt = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
        var reply = await GrainCalls.Once(() => grains.GetGrain<ISignInGrain>(attempt).SendCode(request.Phone ?? ""));
        return reply.Value is { } sent ? Results.Json(sent, WireJson.Options, statusCode: StatusCodes.Status202Accepted) : Problems.Of(reply.Refusal!);
    }

    private static async Task<IResult> ConfirmCode(ConfirmRequest request, HttpContext http, IGrainFactory grains)
    {
        if (request is not { AttemptId: { Length: > 0 and <= 64 } attempt, Code: { Length: > 0 and <= 64 } code })
            return Problems.Of(Refusal.Invalid);
        return await Grant(await GrainCalls.Once(() => grains.GetGrain<ISignInGrain>(attempt).Confirm(code)), request.Client, http, grains);
    }

    private static async Task<IResult> StaffSignIn(StaffRequest request, HttpContext http, IGrainFactory grains)
    {
        if (request is not { Login: { Length: > 0 and <= MaxLogin } login, Password: { Length: > 0 and <= MaxPassword } password })
            return Problems.Of(Refusal.WrongCredentials);
        var reply = await GrainCalls.Once(() => grains.GetGrain<IStaffSignInGrain>(login.Trim().ToLowerInvariant()).SignIn(password));
        return await Grant(reply, request.Client, http, grains);
    }

    private static async Task<IResult> Refresh(RefreshRequest request, IGrainFactory grains) =>
        TokenAuthentication.Split(request.RefreshToken) is { } token
            ? Problems.Of(await grains.GetGrain<ICredentialGrain>(token.Credential).Refresh(token.Secret))
            : Problems.Of(Refusal.SignInRequired);

    private static async Task<IResult> SignOut(HttpContext http, IGrainFactory grains, CredentialCheck check, Connections connections)
    {
        if (http.User.FindFirst(Identity.Credential)?.Value is { } credential)
        {
            await grains.GetGrain<ICredentialGrain>(credential).Revoke();
            check.Forget(credential);
            connections.Abort(credential);
        }
        await http.SignOutAsync(Schemes.Cookie);
        return Results.NoContent();
    }

    private static async Task<IResult> Grant(Reply<SignedIn> reply, ClientKind client, HttpContext http, IGrainFactory grains)
    {
        if (reply.Value is not { } signedIn)
            return Problems.Of(reply.Refusal!);
        if (client == ClientKind.App)
            return Problems.Of(await grains.GetGrain<ICredentialGrain>(signedIn.CredentialId).IssueTokens());
        await http.SignInAsync(Schemes.Cookie, Identity.Principal(signedIn, Schemes.Cookie), new AuthenticationProperties { IsPersistent = true });
        return Results.NoContent();
    }
}

internal sealed record CodeRequest(string? Phone);

internal sealed record ConfirmRequest(string? AttemptId, string? Code, ClientKind Client);

internal sealed record StaffRequest(string? Login, string? Password, ClientKind Client);

internal sealed record RefreshRequest(string? RefreshToken);

/// <summary>Who asks: a browser gets a cookie, an app gets tokens.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<ClientKind>))]
internal enum ClientKind
{
    Web,
    App,
}
