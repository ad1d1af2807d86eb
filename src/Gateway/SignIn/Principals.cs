using System.Security.Claims;
using Medzdrav.Contracts;

namespace Medzdrav.Gateway;

/// <summary>The principal that a request or a connection comes from: the credential says who, for staff the standing says as what.</summary>
public sealed class Principals(Standings standings)
{
    /// <summary>The claims of a credential that stands; null for a staff member who may do nothing (any more).</summary>
    internal async Task<ClaimsPrincipal?> OfAsync(SignedIn owner, string scheme)
    {
        if (owner.Caller.Staff is not { } staff)
            return Identity.Principal(owner, scheme);
        var standing = await standings.OfAsync(staff);
        return standing?.Admits(owner.Generation) == true ? Identity.Principal(owner, scheme, standing) : null;
    }

    /// <summary>Why a credential signs its owner in no more.</summary>
    /// <param name="owner">The caller whom it signed in.</param>
    /// <param name="isKnown">Whether the credential itself stands.</param>
    internal async Task<SignInEnd> WhyNotAsync(Caller owner, bool isKnown)
    {
        if (owner.Staff is not { } staff)
            return SignInEnd.Over;
        return (await standings.OfAsync(staff))?.IsEnabled != true ? SignInEnd.Disabled
            : isKnown ? SignInEnd.SignedOutEverywhere
            : SignInEnd.Over;
    }
}
