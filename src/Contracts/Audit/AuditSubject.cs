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

    /// <summary>A staff account: name, posts, specialties. The member's id stands where a person's would.</summary>
    StaffAccount,

    /// <summary>Whether a member of the staff may sign in, and their sign-ins; likewise.</summary>
    StaffAccess,

    /// <summary>The password and the second factor of a member of the staff; likewise.</summary>
    StaffKeys,

    /// <summary>Bookings: with whom, when and why.</summary>
    Appointment,

    /// <summary>A member of the staff was disabled; likewise. Earlier versions said <see cref="StaffAccess"/>.</summary>
    StaffDisabled,

    /// <summary>A member of the staff was enabled again; likewise.</summary>
    StaffEnabled,

    /// <summary>All sign-ins of a member of the staff were ended; likewise.</summary>
    StaffSignedOut,

    /// <summary>The talk of a session, as a supervisor reads it who looks on.</summary>
    Talk,

    /// <summary>The place of a waiting session in its queue.</summary>
    Place,

    /// <summary>A task beside the sessions, which a supervisor gave to somebody else.</summary>
    Task,

    /// <summary>The duty of a member of the staff; the member's id stands where a person's would.</summary>
    StaffDuty,

    /// <summary>A session in which no doctor consulted, whole.</summary>
    Contact,

    /// <summary>A session with a consultation, whole: talk, conclusions, rating.</summary>
    MedicalRecord,

    /// <summary>The proof of a consent.</summary>
    Consent,

    /// <summary>A policy.</summary>
    Policy,
}
