using System.Text.Json.Serialization;

namespace Medzdrav.Contracts;

/// <summary>Which data of a person were used.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<AuditSubject>))]
public enum AuditSubject
{
    /// <summary>Name, birth date, sex, phone and policy of the person on the card.</summary>
    Card,

    /// <summary>The others of the same login: name, birth date, policy.</summary>
    Family,

    /// <summary>Earlier sessions.</summary>
    History,

    /// <summary>Persons as a search, an intake or an identification shows them: name, birth date, policy.</summary>
    Persons,

    /// <summary>A conclusion, draft or signed.</summary>
    Conclusion,

    /// <summary>The number by which a person signs in.</summary>
    Phone,

    /// <summary>Entries about uses: name, birth date, and who used which of the person's data.</summary>
    Trail,

    /// <summary>Documents: their list, or one of them.</summary>
    Documents,
}
