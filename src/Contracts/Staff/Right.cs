using System.Text.Json.Serialization;

namespace Medzdrav.Contracts;

/// <summary>A permission that a post gives. Every door of hub, HTTP API and pages that is for staff asks for one of these; <c>docs/access.md</c> prints who has which.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<Right>))]
public enum Right
{
    /// <summary>Be on duty and take the sessions that are offered.</summary>
    Answer,

    /// <summary>See the Medcard of one's patient while treating (S6).</summary>
    ReadMedcard,

    /// <summary>See the documents of one's patient while treating (S3.8).</summary>
    ReadDocuments,

    /// <summary>Find out who calls: sign them in with a code, or by policy, name and birth date (S1.3, S2.2).</summary>
    Identify,

    /// <summary>Give an insured person a phone number (S2.2).</summary>
    Register,

    /// <summary>Search insured persons.</summary>
    FindPatients,

    /// <summary>Send the consent text (S2.3).</summary>
    RequestConsent,

    /// <summary>Transfer a patient to a doctor or a colleague (S3.2).</summary>
    Transfer,

    /// <summary>Close a session.</summary>
    Close,

    /// <summary>Book, move and cancel consultations (S4.1).</summary>
    Book,

    /// <summary>Do what is to be done beside the sessions: call-backs (S3.3).</summary>
    Tasks,

    /// <summary>Hold sessions with people who ring the hotline (S5.2).</summary>
    OpenPhoneSessions,

    /// <summary>Consult: end the consultation, write and sign the conclusion (S3.6).</summary>
    Conclude,

    /// <summary>See how the service goes now.</summary>
    WatchLive,

    /// <summary>See figures over time.</summary>
    ReadFigures,

    /// <summary>Join a session, visibly and on record (S6).</summary>
    JoinSessions,

    /// <summary>Give somebody's task to somebody else.</summary>
    ReassignTasks,

    /// <summary>Keep the rosters.</summary>
    KeepRosters,

    /// <summary>Keep staff accounts.</summary>
    ManageStaff,

    /// <summary>Keep insurers.</summary>
    ManageInsurers,

    /// <summary>Import policies (S2.1).</summary>
    ImportPolicies,

    /// <summary>Search the audit.</summary>
    SearchAudit,

    /// <summary>Export the audit.</summary>
    ExportAudit,

    /// <summary>Keep the ready answers that all staff are offered.</summary>
    KeepAnswers,

    /// <summary>See who is missing on duty, and which coming hours nobody is planned for (S3.3).</summary>
    WatchDuty,

    /// <summary>Send specialists on a break, and let waiting sessions go before others.</summary>
    LeadShift,
}
