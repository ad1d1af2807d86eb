using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>The course of a document whose time may be over.</summary>
internal enum DocumentFate
{
    /// <summary>Its term runs.</summary>
    Stays,

    /// <summary>It belongs to the medical record, and stays as long as the consultation does that followed it.</summary>
    OfRecord,

    /// <summary>Nothing keeps it.</summary>
    Over,
}

/// <summary>The course of a person of whom something was erased.</summary>
/// <param name="EndsConsents">The consents that stand go.</param>
/// <param name="EndsPerson">The person's record goes.</param>
/// <param name="LookAt">When to look again though nothing else of theirs is erased before; null where something else will be.</param>
internal readonly record struct PersonFate(bool EndsConsents, bool EndsPerson, DateTimeOffset? LookAt);

/// <summary>The terms of everything that has one (docs/operations.md, "What is kept how long"). Statements find what may be over, these rules decide.</summary>
internal static class RetentionRules
{
    /// <summary>The account of a number that was left: by then no sign-in made with it is worth anything (<see cref="ForgettingGrain"/>).</summary>
    public static readonly TimeSpan FormerAccounts = TimeSpan.FromDays(40);

    /// <summary>A file goes so long after its document was given up: a backup that is under way finds the files of all documents that its copy has.</summary>
    public static readonly TimeSpan Files = TimeSpan.FromDays(1);

    private static readonly TimeSpan Tomorrow = TimeSpan.FromDays(1);

    /// <summary>A platform that has not erased for so long stood still, or its clock is wrong.</summary>
    private static readonly TimeSpan Unattended = TimeSpan.FromDays(7);

    /// <summary>The instants at which terms end now.</summary>
    public static RetentionLimits LimitsAt(RetentionOptions terms, LimitOptions limits, DateTimeOffset now) => new(
        now, now - terms.Contacts, now - terms.Strangers, now - terms.MedicalRecords, now - terms.RemovedDocuments, now - terms.Tasks, now - terms.Consents, limits.DateOf(now - terms.Contacts));

    /// <summary>Until when erasing waits though it is time: a day before the first time, so that somebody can look at the terms, and a day where it ended long ago; null where it may go.</summary>
    public static DateTimeOffset? HoldsUntil(RetentionState state, DateTimeOffset now)
    {
        if (state.EndedAt is { } ended && now - ended <= Unattended)
            return null;
        // A day that is further ahead was named by a clock that was wrong, and one long past by the time before a standstill.
        if (state.NotBefore is not { } day || day - now > Tomorrow || now - day > Unattended)
            return now + Tomorrow;
        return now < day ? day : null;
    }

    /// <summary>Whether a session's time is over. An open one stays, and so does one whose conclusion waits for its signature.</summary>
    public static bool IsOver(SessionFacts session, RetentionLimits limits) =>
        session is { ClosedAt: { } closed, IsUnsigned: false }
        && closed <= (session.IsConsulted ? limits.MedicalRecords : session.IsKnown ? limits.Contacts : limits.Strangers);

    /// <summary>Whether a booking's time is over; one that stands has none.</summary>
    public static bool IsOver(AppointmentState state, DateTimeOffset startsAt, RetentionLimits limits) => state switch
    {
        AppointmentState.Booked => false,
        AppointmentState.Held => startsAt <= limits.MedicalRecords,
        _ => startsAt <= limits.Contacts,
    };

    /// <summary>The fate of a document.</summary>
    public static DocumentFate Of(DocumentFacts document, RetentionLimits limits) =>
        document.IsFollowed ? DocumentFate.OfRecord
        : document.AddedAt <= limits.Contacts || document.HiddenAt <= limits.RemovedDocuments ? DocumentFate.Over
        : DocumentFate.Stays;

    /// <summary>The fate of a person. A consent stands as long as a policy or anything of the history is on record, and for a term after the last contact.</summary>
    public static PersonFate Of(PersonFacts person, RetentionLimits limits)
    {
        // A policy, a session, a booking, a document, a withdrawn consent: whoever erases it has the person looked at again.
        if (person.HasPolicy)
            return default;
        if (person.IsBusy)
            return new PersonFate(false, false, limits.Now + Tomorrow);
        if (person.HasConsent && person.LastContactAt > limits.Consents)
            return new PersonFate(false, false, limits.Now + (person.LastContactAt - limits.Consents));
        return new PersonFate(person.HasConsent && !person.HasHistory, !person.HasHistory && !person.HadConsent, null);
    }
}
