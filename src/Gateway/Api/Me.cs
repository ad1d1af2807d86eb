using Medzdrav.Contracts;

namespace Medzdrav.Gateway;

/// <summary>The answer of <c>GET /api/me</c>.</summary>
/// <param name="Account">The login; null for others than accounts.</param>
/// <param name="Visitor">Whether the caller is not signed in yet.</param>
/// <param name="Patients">The account's persons.</param>
/// <param name="Staff">The staff member; null for others.</param>
/// <param name="OpenSessions">The open sessions of the account or visitor.</param>
/// <param name="Now">The platform's clock.</param>
internal sealed record Me(AccountPart? Account, bool Visitor, PatientView[] Patients, StaffPart? Staff, OpenSessionView[] OpenSessions, DateTimeOffset Now)
{
    public static Me Of(AccountView account) => new(new AccountPart(account.Phone), false, account.Patients, null, account.OpenSessions, account.Now);

    public static Me Of(DeskView desk) => Of(desk.Staff, desk.Duty.Duty, desk.Now);

    public static Me Of(OpenSessionView[] visitorsSessions, DateTimeOffset now) => new(null, true, [], null, visitorsSessions, now);

    public static Me Of(StaffView staff, Duty duty, DateTimeOffset now) =>
        new(null, false, [], new StaffPart(staff.StaffId, staff.Name, staff.Roles, staff.Rights, staff.Specialties, duty), [], now);
}

/// <summary>The account in <see cref="Me"/>.</summary>
internal sealed record AccountPart(string Phone);

/// <summary>The staff member in <see cref="Me"/>.</summary>
/// <param name="StaffId">The staff member.</param>
/// <param name="Name">Full name.</param>
/// <param name="Roles">The posts that they hold.</param>
/// <param name="Rights">The rights that these posts give.</param>
/// <param name="Specialties">Of which medical specialties.</param>
/// <param name="Duty">At the desk where they are on duty; off for those who are at none.</param>
internal sealed record StaffPart(StaffId StaffId, string Name, Post[] Roles, Right[] Rights, string[] Specialties, Duty Duty);
