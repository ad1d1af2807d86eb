using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>The record of who used whose data. Entries are added and never changed.</summary>
internal interface IAuditRecords
{
    /// <summary>Stores entries, with others that wait in one go. What they are about is shown afterwards, or not at all.</summary>
    /// <exception cref="StorageUnavailableException">The database does not answer within 3 s.</exception>
    Task AddAsync(AuditEntries entries);

    /// <summary>Finds entries, the newest first.</summary>
    /// <param name="query">Which.</param>
    /// <param name="before">The row of the entry that the page before ended with; null for the first page.</param>
    /// <param name="limit">So many at most.</param>
    /// <exception cref="StorageUnavailableException">The database does not answer within 3 s.</exception>
    Task<IReadOnlyList<RecordedUse>> FindAsync(AuditQuery query, long? before, int limit);

    /// <summary>All who may have left entries, by name: the members of the staff, former ones included, and the console.</summary>
    /// <exception cref="StorageUnavailableException">The database does not answer within 3 s.</exception>
    Task<IReadOnlyList<AuditMember>> MembersAsync();
}

/// <summary>An entry as it is read again, with its seal. Words that this version does not know are null, so that nothing in the database keeps anybody from reading the others.</summary>
/// <param name="Row">The number that the database gave its row.</param>
/// <param name="At">When.</param>
/// <param name="Who">The member of the staff, named as today.</param>
/// <param name="Post">In which post.</param>
/// <param name="Deed">Read or changed.</param>
/// <param name="What">Which data.</param>
/// <param name="Whose">The persons.</param>
/// <param name="Session">In which session; null beside all.</param>
/// <param name="Purpose">The purpose.</param>
/// <param name="Number">The place in the chain; null until it is sealed.</param>
/// <param name="Hash">The hash in hexadecimal digits; null until it is sealed.</param>
internal sealed record RecordedUse(
    long Row, DateTimeOffset At, AuditMember Who, Post? Post, AuditDeed? Deed, AuditSubject? What, IReadOnlyList<PatientId> Whose, SessionId? Session, Purpose? Purpose, long? Number, string? Hash);

/// <summary>Entries about one use. As a <see cref="RecordChange"/> they are stored with the change that they are about.</summary>
/// <param name="Entries">At least one.</param>
internal sealed record AuditEntries(IReadOnlyList<AuditEntry> Entries) : RecordChange;

/// <summary>Somebody other than the person used a person's data.</summary>
/// <param name="At">When; whole milliseconds, which both databases keep.</param>
/// <param name="Who">The staff member.</param>
/// <param name="Post">In which post.</param>
/// <param name="Deed">Read or changed.</param>
/// <param name="What">Which data.</param>
/// <param name="Whose">The persons whose data were shown; of a search those that it showed, possibly none; of a staff account the member's id.</param>
/// <param name="Session">In which session; null beside all.</param>
/// <param name="Purpose">The purpose.</param>
internal sealed record AuditEntry(DateTimeOffset At, StaffId Who, Post Post, AuditDeed Deed, AuditSubject What, IReadOnlyList<PatientId> Whose, SessionId? Session, Purpose Purpose);
