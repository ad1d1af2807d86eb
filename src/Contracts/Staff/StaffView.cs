namespace Medzdrav.Contracts;

/// <summary>A staff member.</summary>
/// <param name="StaffId">The staff member.</param>
/// <param name="Login">The name to sign in with.</param>
/// <param name="Name">Full name.</param>
/// <param name="Roles">The posts that they hold, in the table's order.</param>
/// <param name="Rights">The rights that these posts give.</param>
/// <param name="Specialties">Of which medical specialties, in Russian; empty for most.</param>
[GenerateSerializer, Immutable, Alias("StaffView")]
public sealed record StaffView(
    [property: Id(0)] StaffId StaffId,
    [property: Id(1)] string Login,
    [property: Id(2)] string Name,
    [property: Id(3)] Post[] Roles,
    [property: Id(4)] Right[] Rights,
    [property: Id(5)] string[] Specialties);
