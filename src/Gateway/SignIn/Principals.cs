using System.Security.Claims;
using Medzdrav.Contracts;

namespace Medzdrav.Gateway;

/// <summary>The principal that a request or a connection comes from: the credential says who, for staff the standing says as what.</summary>
public sealed class Principals(Standings standings, IGrainFactory grains)
{
    /// <summary>The claims of a credential that stands; null for a staff member who may do nothing (any more).</summary>
    internal async Task<ClaimsPrincipal?> OfAsync(SignedIn owner, string scheme)
    {
        if (owner.Caller.Staff is not { } staff)
            return Identity.Principal(owner, scheme);
        var standing = await standings.OfAsync(staff);
        return standing?.Admits(owner.Generation) == true ? Identity.Principal(owner, scheme, standing) : null;
    }

    /// <summary>Why a cookie signs nobody in any more: its generation tells whether its owner was signed out everywhere meanwhile.</summary>
    internal async Task<SignInEnd> WhyNotAsync(ClaimsPrincipal shown)
    {
        if (shown.Account() is { } account)
            return (await GrainCalls.RepeatedOnce(() => grains.GrainOf<IAccountGrain>(account.Value).View())).Refusal == Refusal.NotFound ? SignInEnd.NumberChanged : SignInEnd.Over;
        if (shown.Staff() is not { } staff)
            return SignInEnd.Over;
        var standing = await standings.OfAsync(staff);
        return standing?.IsEnabled != true ? SignInEnd.Disabled
            : shown.HasClaim(claim => claim.Type == Identity.Issued) && !standing.Admits(shown.Generation()) ? SignInEnd.SignedOutEverywhere
            : SignInEnd.Over;
    }
}
