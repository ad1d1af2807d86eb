using System.Security.Claims;
using Medzdrav.Contracts;

namespace Medzdrav.Gateway;

/// <summary>What <c>GET /api/me</c> answers.</summary>
/// <param name="Account">The login; null for others than accounts.</param>
/// <param name="Visitor">Whether the caller is not signed in yet.</param>
/// <param name="Patients">The account's persons.</param>
/// <param name="Staff">The staff member; null for others.</param>
/// <param name="OpenSessions">What is going on for the account or visitor.</param>
/// <param name="Now">The platform's clock.</param>
internal sealed record Me(AccountPart? Account, bool Visitor, PatientView[] Patients, StaffPart? Staff, OpenSessionView[] OpenSessions, DateTimeOffset Now)
{
    public static Me Of(AccountView account) => new(new AccountPart(account.Phone), false, account.Patients, null, account.OpenSessions, account.Now);

    public static Me Of(DeskView desk) =>
        new(null, false, [], new StaffPart(desk.Staff.StaffId, desk.Staff.Name, desk.Staff.Roles, desk.Duty.Duty), [], desk.Now);

    public static Me Of(OpenSessionView[] visitorsSessions, DateTimeOffset now) => new(null, true, [], null, visitorsSessions, now);

    /// <summary>A staff member who is never on duty.</summary>
    public static Me Of(StaffId staff, ClaimsPrincipal user, DateTimeOffset now) => new(null, false, [], new StaffPart(staff, user.Identity!.Name!, [.. user.FindAll(Identity.Role).Select(role => Enum.Parse<StaffRole>(role.Value, ignoreCase: true))], Duty.Off), [], now);
}

/// <summary>The account in <see cref="Me"/>.</summary>
internal sealed record AccountPart(string Phone);

/// <summary>The staff member in <see cref="Me"/>.</summary>
internal sealed record StaffPart(StaffId StaffId, string Name, StaffRole[] Roles, Duty Duty);
