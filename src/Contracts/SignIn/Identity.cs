using System.Globalization;
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

    /// <summary>A staff member's name, as it is now.</summary>
    public const string Name = "name";

    /// <summary>A <see cref="Post"/> that a staff member holds now, by its word; one claim a post.</summary>
    public const string Held = "post";

    /// <summary>The id of the credential that the caller came with; null when not signed in.</summary>
    public static string? CredentialId(this ClaimsPrincipal? principal) => principal?.FindFirst(Credential)?.Value;

    /// <summary>The stored form of it (<see cref="StoredId"/>), by which lists of sign-ins tell which is the caller's own.</summary>
    public static string? StoredCredentialId(this ClaimsPrincipal? principal) => principal.CredentialId() is { } credential ? StoredId.Of(credential) : null;

    /// <summary>The generation of a staff member's credential.</summary>
    public const string Issued = "generation";

    /// <summary>How long a credential stands after it was used last, and with it a browser's cookie: 30 days, a visitor's 2.</summary>
    public static TimeSpan LifetimeOf(Caller caller) => TimeSpan.FromDays(caller.Kind == CallerKind.Visitor ? 2 : 30);

    /// <summary>Makes the claims of a credential. A cookie keeps who it is; what staff hold is added anew for each request and connection.</summary>
    /// <param name="signedIn">The owner of the credential.</param>
    /// <param name="scheme">The authentication scheme.</param>
    /// <param name="standing">How a staff member stands now; null for others, and for a cookie.</param>
    public static ClaimsPrincipal Principal(SignedIn signedIn, string scheme, Standing? standing = null)
    {
        ArgumentNullException.ThrowIfNull(signedIn);
        var identity = new ClaimsIdentity(scheme, Name, Held);
        identity.AddClaim(new Claim(Credential, signedIn.CredentialId));
        identity.AddClaim(new Claim(Kind, signedIn.Caller.Kind.ToString().ToLowerInvariant()));
        identity.AddClaim(new Claim(Id, signedIn.Caller.Id));
        if (signedIn.Caller.Staff is not null)
            identity.AddClaim(new Claim(Issued, signedIn.Generation.ToString(CultureInfo.InvariantCulture)));
        if (standing is null)
            return new ClaimsPrincipal(identity);
        identity.AddClaim(new Claim(Name, standing.Name));
        foreach (var post in standing.Posts)
            identity.AddClaim(new Claim(Held, Words.Of(post)));
        return new ClaimsPrincipal(identity);
    }

    /// <summary>The caller; null when not signed in.</summary>
    public static Caller? Caller(this ClaimsPrincipal? principal) =>
        principal?.FindFirst(Id)?.Value is { } id && Enum.TryParse<CallerKind>(principal.FindFirst(Kind)?.Value, ignoreCase: true, out var kind)
            ? new Caller(kind, id)
            : null;

    /// <summary>The signed-in account; null for others.</summary>
    public static AccountId? Account(this ClaimsPrincipal? principal) => principal.Caller()?.Account;

    /// <summary>The signed-in staff member; null for others.</summary>
    public static StaffId? Staff(this ClaimsPrincipal? principal) => principal.Caller()?.Staff;

    /// <summary>The generation of a staff member's credential; 0 for others.</summary>
    public static long Generation(this ClaimsPrincipal? principal) =>
        long.TryParse(principal?.FindFirst(Issued)?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var generation) ? generation : 0;

    /// <summary>The posts that a staff member holds now; none for others.</summary>
    public static Post[] Posts(this ClaimsPrincipal? principal) =>
        principal.Staff() is null ? [] : [.. principal!.FindAll(Held).Select(claim => Words.Read<Post>(claim.Value))];

    /// <summary>Whether a post that the caller holds now allows this.</summary>
    public static bool Has(this ClaimsPrincipal? principal, Right right) => Contracts.Posts.Allow(principal.Posts(), right);

    /// <summary>The desks at which the caller works, in the table's order; none for others than staff.</summary>
    public static Desk[] Desks(this ClaimsPrincipal? principal) => Contracts.Posts.DesksOf(principal.Posts());
}
