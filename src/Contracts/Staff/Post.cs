using System.Text.Json.Serialization;

namespace Medzdrav.Contracts;

/// <summary>A position that somebody works in («должность»). A staff member holds any number of posts; <see cref="Posts"/> says what each of them means.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<Post>))]
public enum Post
{
    /// <summary>«Медконсультант»: the first line.</summary>
    Consultant,

    /// <summary>The duty therapist.</summary>
    Therapist,

    /// <summary>The duty paediatrician.</summary>
    Paediatrician,

    /// <summary>A doctor of some specialty, for booked consultations.</summary>
    Specialist,

    /// <summary>Watches over a shift.</summary>
    Supervisor,

    /// <summary>Keeps the rosters.</summary>
    RosterKeeper,

    /// <summary>Keeps staff accounts, insurers and imports.</summary>
    Administrator,

    /// <summary>Reads who saw and changed what.</summary>
    Auditor,
}

/// <summary>The desk at which a specialist is on duty.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<Desk>))]
public enum Desk
{
    /// <summary>The consultants' desk.</summary>
    Consultant,

    /// <summary>The doctors' desk.</summary>
    Doctor,
}
