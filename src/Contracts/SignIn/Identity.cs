using System.Security.Claims;

namespace Medzdrav.Contracts;

/// <summary>The claims of a signed-in principal, whether by cookie or by bearer token.</summary>
public static class Identity
{
    /// <summary>The credential's id (<see cref="ICredentialGrain"/>).</summary>
    public const string Credential = "credential";

    /// <summary>A <see cref="CallerKind"/> in lower case: visitor, account, staff.</summary>
    public const string Kind = "kind";

    /// <summary>The caller's id.</summary>
    public const string Id = "id";

    /// <summary>A staff member's name.</summary>
    public const string Name = "name";

    /// <summary>A <see cref="StaffRole"/> in lower case; one claim a role.</summary>
    public const string Role = "role";

    /// <summary>How long a credential stands after it was used last, and with it a browser's cookie: 30 days, a visitor's 2.</summary>
    public static TimeSpan LifetimeOf(Caller caller) => TimeSpan.FromDays(caller.Kind == CallerKind.Visitor ? 2 : 30);

    /// <summary>Makes the claims of a credential.</summary>
    /// <param name="signedIn">Whose.</param>
    /// <param name="scheme">The authentication scheme.</param>
    public static ClaimsPrincipal Principal(SignedIn signedIn, string scheme)
    {
        ArgumentNullException.ThrowIfNull(signedIn);
        var identity = new ClaimsIdentity(scheme, Name, Role);
        identity.AddClaim(new Claim(Credential, signedIn.CredentialId));
        identity.AddClaim(new Claim(Kind, signedIn.Caller.Kind.ToString().ToLowerInvariant()));
        identity.AddClaim(new Claim(Id, signedIn.Caller.Id));
        if (signedIn.Name is { } name)
            identity.AddClaim(new Claim(Name, name));
        foreach (var role in signedIn.Roles)
            identity.AddClaim(new Claim(Role, role.ToString().ToLowerInvariant()));
        return new ClaimsPrincipal(identity);
    }

    /// <summary>Who calls; null when not signed in.</summary>
    public static Caller? Caller(this ClaimsPrincipal? principal) =>
        principal?.FindFirst(Id)?.Value is { } id && Enum.TryParse<CallerKind>(principal.FindFirst(Kind)?.Value, ignoreCase: true, out var kind)
            ? new Caller(kind, id)
            : null;

    /// <summary>The signed-in account; null for others.</summary>
    public static AccountId? Account(this ClaimsPrincipal? principal) => principal.Caller()?.Account;

    /// <summary>The signed-in staff member; null for others.</summary>
    public static StaffId? Staff(this ClaimsPrincipal? principal) => principal.Caller()?.Staff;

    /// <summary>What a staff member is on duty as: the first role; null for others.</summary>
    public static StaffRole? StaffRole(this ClaimsPrincipal? principal) =>
        Enum.TryParse<StaffRole>(principal?.FindFirst(Role)?.Value, ignoreCase: true, out var role) ? role : null;
}
