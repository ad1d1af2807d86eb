using System.Text.Json.Serialization;

namespace Medzdrav.Contracts;

/// <summary>What staff roles there are.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<StaffRole>))]
public enum StaffRole
{
    /// <summary>«Медконсультант».</summary>
    Consultant,

    /// <summary>Duty therapist.</summary>
    Therapist,

    /// <summary>Duty paediatrician.</summary>
    Paediatrician,

    /// <summary>«Администратор»: imports policies; never on duty.</summary>
    Administrator,
}

/// <summary>A staff member.</summary>
/// <param name="StaffId">Who.</param>
/// <param name="Login">What they sign in with.</param>
/// <param name="Name">Full name.</param>
/// <param name="Roles">What they may be on duty as; the first one is used.</param>
[GenerateSerializer, Immutable, Alias("StaffView")]
public sealed record StaffView([property: Id(0)] StaffId StaffId, [property: Id(1)] string Login, [property: Id(2)] string Name, [property: Id(3)] StaffRole[] Roles);
