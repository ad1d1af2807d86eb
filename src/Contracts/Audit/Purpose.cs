using System.Text.Json.Serialization;

namespace Medzdrav.Contracts;

/// <summary>The purpose for which a person's data are used: stored with each audit entry.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<Purpose>))]
public enum Purpose
{
    /// <summary>The person's own business: their list, calendar and conclusions.</summary>
    Own,

    /// <summary>The platform's decisions: who is chosen, whose policy is valid, who consents.</summary>
    Decision,

    /// <summary>Finding out who calls (S1.3).</summary>
    Intake,

    /// <summary>Signing the caller in with the code that they told (S1.3).</summary>
    SignIn,

    /// <summary>Finding a person by policy, full name and birth date (S2.2, S5.2).</summary>
    Identification,

    /// <summary>Giving a person a number to sign in by (S2.2).</summary>
    Registration,

    /// <summary>Finding persons by phone, policy or name.</summary>
    Search,

    /// <summary>Talking with the person and treating them (S6).</summary>
    Treatment,

    /// <summary>Writing and reading one's own conclusion (S3.6).</summary>
    Conclusion,

    /// <summary>Finding out who used whose data, and for what.</summary>
    Audit,

    /// <summary>Deciding whether two persons of an import are one (S2.1).</summary>
    Matching,

    /// <summary>Reading the documents of the person who is treated (S3.8).</summary>
    Documents,

    /// <summary>Keeping staff accounts: no person's data are used.</summary>
    StaffAccounts,

    /// <summary>Booking, moving and cancelling a consultation (S4.1).</summary>
    Booking,

    /// <summary>Ringing somebody back who asked for it (S3.3).</summary>
    Callback,

    /// <summary>Watching over the shift: how patients are helped (S6).</summary>
    Supervision,

    /// <summary>Erasing what was kept for its whole term.</summary>
    Retention,

    /// <summary>Erasing what no term keeps, because it was asked for.</summary>
    Erasure,
}
