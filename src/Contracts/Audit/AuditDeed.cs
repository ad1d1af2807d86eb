using System.Text.Json.Serialization;

namespace Medzdrav.Contracts;

/// <summary>How a person's data were used.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<AuditDeed>))]
public enum AuditDeed
{
    /// <summary>They were shown.</summary>
    Read,

    /// <summary>They were written.</summary>
    Changed,

    /// <summary>They were erased, and are nowhere any more but in backups.</summary>
    Erased,
}
