namespace Medzdrav.Grains;

/// <summary>The instants at which terms end: whatever ended at one of these instants, or before, was kept for its whole term.</summary>
/// <param name="Now">The instant.</param>
/// <param name="Contacts">Of sessions without a consultation, bookings that were not held, and documents.</param>
/// <param name="Strangers">Of sessions of nobody who is known.</param>
/// <param name="MedicalRecords">Of sessions with a consultation, and bookings that were held.</param>
/// <param name="RemovedDocuments">Of documents, by their removal.</param>
/// <param name="Tasks">Of finished tasks.</param>
/// <param name="Consents">Of consents that were withdrawn, and last contacts.</param>
/// <param name="Policies">Of policies: those are over that were valid until an earlier day.</param>
internal sealed record RetentionLimits(
    DateTimeOffset Now, DateTimeOffset Contacts, DateTimeOffset Strangers, DateTimeOffset MedicalRecords, DateTimeOffset RemovedDocuments, DateTimeOffset Tasks, DateTimeOffset Consents, DateOnly Policies);

/// <summary>A session, as far as its term depends on it.</summary>
/// <param name="ClosedAt">When it was closed; null for an open one.</param>
/// <param name="IsKnown">Whether it has a patient.</param>
/// <param name="IsConsulted">Whether a doctor consulted in it.</param>
/// <param name="IsUnsigned">Whether a conclusion of it waits for its signature.</param>
internal sealed record SessionFacts(DateTimeOffset? ClosedAt, bool IsKnown, bool IsConsulted, bool IsUnsigned);

/// <summary>A document, as far as its term depends on it.</summary>
/// <param name="AddedAt">When it came.</param>
/// <param name="HiddenAt">When the person removed it, or null.</param>
/// <param name="IsFollowed">Whether a consultation of the person that is on record ended after it was added, or goes on.</param>
internal sealed record DocumentFacts(DateTimeOffset AddedAt, DateTimeOffset? HiddenAt, bool IsFollowed);

/// <summary>A person, as far as it depends on it whether their record stays.</summary>
/// <param name="HasPolicy">Whether any policy of theirs is on record.</param>
/// <param name="IsBusy">Whether a session of theirs is open, a booking stands, a file is on its way, or an import's doubt about them is undecided.</param>
/// <param name="HasHistory">Whether a session, a booking or a document of theirs is on record.</param>
/// <param name="LastContactAt">When they were heard of last: a session's close, a consent; null where neither is on record.</param>
/// <param name="HasConsent">Whether a consent of theirs stands.</param>
/// <param name="HadConsent">Whether a consent that they withdrew is on record.</param>
internal sealed record PersonFacts(bool HasPolicy, bool IsBusy, bool HasHistory, DateTimeOffset? LastContactAt, bool HasConsent, bool HadConsent);
