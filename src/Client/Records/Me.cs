using Medzdrav.Contracts;

namespace Medzdrav.Client;

/// <summary>The caller who is signed in, and their open sessions.</summary>
/// <param name="Account">The login; null for visitors and staff.</param>
/// <param name="Visitor">Whether the caller is a visitor, not signed in yet.</param>
/// <param name="Patients">The account's insured persons.</param>
/// <param name="Staff">The staff member; null for others.</param>
/// <param name="OpenSessions">Sessions that are not closed.</param>
/// <param name="Now">The platform's clock.</param>
public sealed record Me(SignedInAccount? Account, bool Visitor, PatientView[] Patients, SignedInStaff? Staff, OpenSessionView[] OpenSessions, DateTimeOffset Now);

/// <summary>An account.</summary>
/// <param name="Phone">The login, E.164.</param>
public sealed record SignedInAccount(string Phone);

/// <summary>A staff member.</summary>
/// <param name="StaffId">The staff member.</param>
/// <param name="Name">Full name.</param>
/// <param name="Roles">The posts that they hold.</param>
/// <param name="Rights">The rights that these posts give.</param>
/// <param name="Specialties">Of which medical specialties; empty for others than specialists.</param>
/// <param name="Duty">Whether they are on duty; off for those who are at no desk.</param>
public sealed record SignedInStaff(StaffId StaffId, string Name, Post[] Roles, Right[] Rights, string[] Specialties, Duty Duty);

/// <summary>A server for connecting two sides of a call, in the shape of W3C's <c>RTCIceServer</c>.</summary>
/// <param name="Urls">Its addresses.</param>
/// <param name="Username">The name to show; null for STUN.</param>
/// <param name="Credential">The secret to show; null for STUN.</param>
public sealed record IceServer(string[] Urls, string? Username = null, string? Credential = null);
