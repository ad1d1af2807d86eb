using System.Security.Claims;
using Medzdrav.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Medzdrav.Gateway;

/// <summary>Visitors, who call without signing in (S1.3): a credential for an anonymous contact, and the account's after a consultant signed them in.</summary>
internal static class VisitorApi
{
    private const int VisitorIdBytes = 16;

    public static void MapVisitors(this IEndpointRouteBuilder api)
    {
        api.MapPost("/visitors", AdmitAsync).AnswersSignIn("Lets a visitor in, who calls without signing in");
        api.MapPost("/sign-in/claim", ClaimAsync).WithMetadata(new TakesRetiredAttribute())
            .AnswersSignIn("Gives a visitor whom a consultant signed in the account's credential", Refusal.SignInRequired, Refusal.NotFound, Refusal.WrongPhase);
    }

    /// <summary>A caller who has a credential already keeps it.</summary>
    private static async Task<IResult> AdmitAsync(VisitorRequest request, ClaimsPrincipal user, HttpContext context, IGrainFactory grains)
    {
        if (!SignInApi.IsClient(request.Client))
            return Problems.Of(Refusal.Invalid);
        if (user.Caller() is { } caller)
            return caller.Kind == CallerKind.Staff ? Problems.Of(Refusal.WrongRole) : TypedResults.NoContent();
        var visitor = Opaque.New(VisitorIdBytes);
        // Admitted twice, a visitor whom nobody knows yet has two credentials, of which nobody has the first.
        var reply = await GrainCalls.RepeatedOnce(() => grains.GetGrain<IVisitorsGrain>(0).Admit(visitor, ClientAddress.Of(context)));
        return reply.Value is { } admitted ? await SignInApi.WelcomeAsync(admitted, request.Client, context, grains) : reply.Result();
    }

    /// <summary>The visitor becomes the account; the visitor's own credential is worth nothing from here on.</summary>
    private static async Task<IResult> ClaimAsync(ClaimRequest request, ClaimsPrincipal user, HttpContext context, IGrainFactory grains, Farewell farewell)
    {
        if (user.Caller() is not { } visitor || user.CredentialId() is not { } credential)
            return Problems.Of(Refusal.SignInRequired);
        if (visitor.Kind != CallerKind.Visitor)
            return Problems.Of(Refusal.WrongRole);
        if (request.SessionId is not { } session || !SignInApi.IsClient(request.Client))
            return Problems.Of(Refusal.Invalid);
        // A claim without an id of its own has no repeat: nobody could tell it from another's.
        var claim = request.CommandId ?? CommandId.New();
        var reply = await GrainCalls.RepeatedOnce(() => grains.GetGrain<IVisitorsGrain>(0).Claim(visitor.Id, session, credential, claim));
        if (reply.Value is not { } signedIn)
            return reply.Result();
        farewell.Say(credential);
        return await SignInApi.WelcomeAsync(signedIn, request.Client, context, grains);
    }

    private sealed record VisitorRequest(string? Client);

    private sealed record ClaimRequest(SessionId? SessionId, string? Client, CommandId? CommandId);
}
