using System.Security.Claims;
using Medzdrav.Contracts;

namespace Medzdrav.Gateway;

/// <summary>Calls of the HTTP API that are for staff.</summary>
internal static class StaffRights
{
    /// <summary>Why the caller may not do what every member of the staff may; null for those.</summary>
    public static Refusal? Refuse(ClaimsPrincipal user) =>
        user.Staff() is not null ? null : user.Identity?.IsAuthenticated == true ? Refusal.WrongRole : Refusal.SignInRequired;

    /// <summary>Why the caller may not; null when one of their posts allows it now.</summary>
    public static Refusal? Refuse(ClaimsPrincipal user, Right right) =>
        user.Staff() is null ? Refusal.WrongRole : user.Has(right) ? null : Refusal.RightMissing;
}
