namespace Medzdrav.Silo;

/// <summary>Copies one kind of database into the folder of a backup, looks at the copy, and brings it back.</summary>
internal interface IDatabaseCopy
{
    /// <summary>Copies the database as it stands at one moment, beside a server that works on it.</summary>
    Task<CopiedState> TakeAsync(BackupFolder folder, CancellationToken cancellation);

    /// <summary>Looks at a copy without any server, and adds what is wrong with it.</summary>
    Task CheckAsync(BackupFolder folder, BackupManifest manifest, ICollection<string> faults, CancellationToken cancellation);

    /// <summary>Refuses a place in which something stands, unless it is to be replaced, and one that a server uses.</summary>
    /// <exception cref="BackupException">The place is not free; the message says what to do.</exception>
    Task EnsureFreeAsync(BackupManifest manifest, bool replace, CancellationToken cancellation);

    /// <summary>Brings the copy into the place, whole or not at all.</summary>
    Task RestoreAsync(BackupFolder folder, bool replace, CancellationToken cancellation);
}

/// <summary>The state that a copy of a database shows.</summary>
/// <param name="At">When it was read.</param>
/// <param name="Schema">The last script that the database had, of each series of scripts.</param>
/// <param name="AuditEnd">Where the chain of audit entries ended; null where the schema has none yet.</param>
/// <param name="Documents">The files of the documents that the database has.</param>
/// <param name="Parts">The files of uploads that are not over: they may be gone a moment later.</param>
internal sealed record CopiedState(DateTimeOffset At, IReadOnlyList<string> Schema, KeptHead? AuditEnd, IReadOnlyList<string> Documents, IReadOnlyList<string> Parts);
