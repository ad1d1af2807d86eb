using Medzdrav.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Medzdrav.Gateway;

/// <summary>Staff sign in: the password, then the second step where there is one. Nothing of it is repeated here: a try counts.</summary>
internal static class StaffSignInApi
{
    public static void MapStaffSignIn(this IEndpointRouteBuilder api)
    {
        api.MapPost("/staff/sign-in", BeginAsync).AnswersSignIn("Signs a staff member in, or says which step follows", Refusal.WrongCredentials, Refusal.AccountDisabled);
        api.MapPost("/staff/sign-in/set-up", OfferAsync).Answers<ShownOffer>("Offers the secret of a second factor that has to be set up", Refusal.CodeExpired);
        api.MapPost("/staff/sign-in/totp", ConfirmAsync).AnswersSignIn("Takes a code of an app, or a recovery code", Refusal.InvalidCode, Refusal.WrongCode, Refusal.CodeExpired, Refusal.AccountDisabled);
    }

    /// <summary>The device that asks, with its name for the list of sign-ins.</summary>
    internal static AskingDevice DeviceOf(HttpContext context, string? told, string client) =>
        DeviceId.OfSigningIn(context, told, client) with { Name = DeviceName.Of(context.Request) };

    private static async Task<IResult> BeginAsync(StaffSignInRequest request, HttpContext context, IGrainFactory grains)
    {
        if (!Texts.IsShort(request.Login) || !Texts.IsShort(request.Password) || !SignInApi.IsClient(request.Client))
            return Problems.Of(Refusal.Invalid);
        var device = DeviceOf(context, request.Device, request.Client);
        var reply = await GrainCalls.RepeatedOnce(() => grains.GrainOf<IStaffSignInGrain>(IStaffSignInGrain.All).Begin(Folding.Password(request.Password), device, Folding.Login(request.Login)));
        return await StepAsync(reply, request.Client, device, context, grains);
    }

    /// <summary>A cookie or tokens, or the step that follows.</summary>
    internal static async Task<IResult> StepAsync(Reply<StaffStep> reply, string client, AskingDevice device, HttpContext context, IGrainFactory grains) => reply.Value switch
    {
        { SignedIn: { } signedIn } => await SignInApi.WelcomeAsync(signedIn, client, device, context, grains),
        { Attempt: { } attempt } => TypedResults.Ok(attempt),
        _ => reply.Result(),
    };

    private static async Task<IResult> OfferAsync(AttemptRequest request, HttpContext context, ShownSecrets secrets, IGrainFactory grains)
    {
        if (!SignInApi.IsAttempt(request.AttemptId))
            return Problems.Of(Refusal.AttemptOver);
        var attempt = grains.GrainOf<IStaffAttemptGrain>(request.AttemptId);
        var reply = await secrets.LookUpAsync(context, request.AttemptId, nameof(IStaffAttemptGrain.Offer), attempt.Offer);
        return reply.Value is { } offer ? TypedResults.Ok(new ShownOffer(offer)) : reply.Result();
    }

    private static async Task<IResult> ConfirmAsync(ConfirmRequest request, HttpContext context, ShownSecrets secrets, IGrainFactory grains)
    {
        if (!Texts.IsShort(request.Code) || !SignInApi.IsClient(request.Client))
            return Problems.Of(Refusal.Invalid);
        if (!SignInApi.IsAttempt(request.AttemptId))
            return Problems.Of(Refusal.AttemptOver);
        var device = DeviceOf(context, request.Device, request.Client);
        var attempt = grains.GrainOf<IStaffAttemptGrain>(request.AttemptId);
        var reply = await secrets.LookUpAsync(context, request.AttemptId, request.Code, () => attempt.Confirm(request.Code, device));
        return await EnteredAsync(reply, request.Client, device, context, grains);
    }

    /// <summary>A cookie or tokens for whoever signed in; recovery codes for whoever set up an app for codes.</summary>
    internal static async Task<IResult> EnteredAsync(Reply<StaffEntered> reply, string client, AskingDevice device, HttpContext context, IGrainFactory grains)
    {
        if (reply.Value is not { RecoveryCodes: var codes } entered)
            return reply.Result();
        if (entered.SignedIn is not { } signedIn)
            return codes is null ? TypedResults.NoContent() : TypedResults.Ok(new RecoveryCodesView(codes));
        if (client == "app" && codes is not null)
        {
            var issued = await grains.GrainOf<ICredentialGrain>(signedIn.CredentialId).IssueTokens();
            return issued.Value is { } tokens ? TypedResults.Ok(new FirstTokens(tokens.AccessToken, tokens.RefreshToken, tokens.ExpiresAt, codes)) : issued.Result();
        }
        var welcome = await SignInApi.WelcomeAsync(signedIn, client, device, context, grains);
        return codes is null ? welcome : TypedResults.Ok(new RecoveryCodesView(codes));
    }

    private sealed record StaffSignInRequest(string? Login, string? Password, string? Client, string? Device);

    private sealed record AttemptRequest(string? AttemptId);

    private sealed record ConfirmRequest(string? AttemptId, string? Code, string? Client, string? Device);

    private sealed record FirstTokens(string AccessToken, string RefreshToken, DateTimeOffset ExpiresAt, string[] RecoveryCodes);
}

/// <summary>An offered secret as clients get it.</summary>
/// <param name="AttemptId">The attempt.</param>
/// <param name="Secret">To be typed.</param>
/// <param name="Address">To be opened on the phone itself.</param>
/// <param name="Qr">To be scanned: an SVG picture.</param>
/// <param name="ExpiresAt">Until when.</param>
/// <param name="Now">The platform's clock.</param>
internal sealed record ShownOffer(string AttemptId, string Secret, string Address, string Qr, DateTimeOffset ExpiresAt, DateTimeOffset Now)
{
    public ShownOffer(TotpOffer offer) : this(offer.AttemptId, offer.Secret, offer.Address, QrCode.Svg(offer.Address), offer.ExpiresAt, offer.Now)
    {
    }
}
