using System.Text.Json.Serialization;

namespace Medzdrav.Contracts;

/// <summary>How far it is settled who calls in a session. It follows from what happened there; <see cref="IdentityLevels"/> says what each level allows.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<IdentityLevel>))]
public enum IdentityLevel
{
    /// <summary>Nobody knows who calls: a visitor (S1.3), or somebody who phones from a number that is nobody's login (S5.2).</summary>
    None,

    /// <summary>The caller signed in by a code sent to the login, alone or with the consultant (S1.2, S1.3).</summary>
    CodeConfirmed,

    /// <summary>The consultant settled it: by policy number, full name and birth date (S2.2), or by the login from which the person phones.</summary>
    Identified,

    /// <summary>The caller phones from another number than the login, and told policy number, full name and birth date (S5.2).</summary>
    AdditionallyIdentified,
}

/// <summary>An act in a session for which it has to be settled who calls.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<CallerAct>))]
public enum CallerAct
{
    /// <summary>Ask and be told what concerns no person.</summary>
    Ask,

    /// <summary>Have the person's own data opened, and be told of them.</summary>
    SeePerson,

    /// <summary>Choose among the persons of the login, and be told of them.</summary>
    SeeFamily,

    /// <summary>Be sent the consent text and confirm it (S2.3); confirming takes the code of the login besides.</summary>
    Consent,

    /// <summary>Be transferred to a doctor (S3.2).</summary>
    SeeDoctor,

    /// <summary>Have a consultation booked (S4.1).</summary>
    Book,

    /// <summary>Put documents into the Medcard (S3.8).</summary>
    AddDocuments,
}
