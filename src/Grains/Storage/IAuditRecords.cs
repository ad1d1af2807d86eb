using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>The record of who used whose data. Entries are added and never changed.</summary>
internal interface IAuditRecords
{
    /// <summary>Stores entries, with others that wait in one go. What they are about is shown afterwards, or not at all.</summary>
    /// <exception cref="StorageUnavailableException">The database does not answer within 3 s.</exception>
    Task AddAsync(AuditEntries entries);
}

/// <summary>Entries about one use. As a <see cref="RecordChange"/> they are stored with the change that they are about.</summary>
/// <param name="Entries">At least one.</param>
internal sealed record AuditEntries(IReadOnlyList<AuditEntry> Entries) : RecordChange;

/// <summary>Somebody other than the person used a person's data.</summary>
/// <param name="At">When; whole milliseconds, which both databases keep.</param>
/// <param name="Who">The staff member.</param>
/// <param name="Post">In which post.</param>
/// <param name="Deed">Read or changed.</param>
/// <param name="What">Which data.</param>
/// <param name="Whose">The persons whose data were shown; of a search those that it showed, possibly none.</param>
/// <param name="Session">In which session; null beside all.</param>
/// <param name="Purpose">The purpose.</param>
internal sealed record AuditEntry(DateTimeOffset At, StaffId Who, Post Post, AuditDeed Deed, AuditSubject What, IReadOnlyList<PatientId> Whose, SessionId? Session, Purpose Purpose);

/// <summary>The use of data.</summary>
internal enum AuditDeed
{
    /// <summary>They were shown.</summary>
    Read,

    /// <summary>They were written.</summary>
    Changed,
}

/// <summary>Which data.</summary>
internal enum AuditSubject
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
}
