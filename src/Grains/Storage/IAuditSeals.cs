using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>The seals of audit entries. They are added and never changed.</summary>
/// <remarks>Every method throws <see cref="StorageUnavailableException"/> when the database does not answer within 3 s.</remarks>
internal interface IAuditSeals
{
    /// <summary>Where the chain ends, and the oldest entries without a seal, by their rows.</summary>
    /// <param name="most">So many entries at most.</param>
    Task<Unsealed> UnsealedAsync(int most);

    /// <summary>Seals entries, all of them or none.</summary>
    /// <param name="end">Where the chain ended when the entries were read.</param>
    /// <param name="entries">The entries with their seals, in the order of the chain.</param>
    /// <returns>False when somebody else has sealed meanwhile: then nothing is stored.</returns>
    Task<bool> SealAsync(AuditHead end, IReadOnlyList<SealedEntry> entries);

    /// <summary>Where the chain ends, and since when an entry waits for its seal.</summary>
    Task<AuditState> StateAsync();
}

/// <summary>Where the chain of sealed entries ends.</summary>
/// <param name="Number">The last entry's number; 0 before the first one.</param>
/// <param name="Hash">The last entry's hash; 32 zero bytes before the first one.</param>
internal sealed record AuditHead(long Number, byte[] Hash)
{
    /// <summary>The hash in hexadecimal digits, as it is shown and kept.</summary>
    public string Digits => Convert.ToHexStringLower(Hash);
}

/// <summary>Entries that wait for their seals.</summary>
/// <param name="End">Where the chain ends.</param>
/// <param name="Entries">By their rows.</param>
internal sealed record Unsealed(AuditHead End, IReadOnlyList<StoredEntry> Entries);

/// <summary>How the record of uses stands.</summary>
/// <param name="End">Where the chain ends.</param>
/// <param name="OldestUnsealedAt">When the oldest unsealed entry was made; null when all are sealed.</param>
internal sealed record AuditState(AuditHead End, DateTimeOffset? OldestUnsealedAt);

/// <summary>An entry as the database returns it: what is sealed, and what the seal is checked against.</summary>
/// <param name="Row">The number that the database gave its row.</param>
/// <param name="Values">The values of <see cref="Columns"/> as texts, instants as microseconds since 1970-01-01 UTC in decimal digits; null where the column is.</param>
internal sealed record StoredEntry(long Row, IReadOnlyList<string?> Values)
{
    /// <summary>The columns with what is said of the use, in the order in which they are sealed. A column that comes later stands at the end, and is null in earlier entries: their seals stay good.</summary>
    public static IReadOnlyList<string> Columns { get; } = ["at", "who", "post", "deed", "what", "whose", "session", "purpose"];
}

/// <summary>An entry's seal.</summary>
/// <param name="Row">The entry's row.</param>
/// <param name="Number">Its place in the chain, from 1, without gaps.</param>
/// <param name="Previous">The hash of the entry before.</param>
/// <param name="Hash">Its own.</param>
internal sealed record SealedEntry(long Row, long Number, byte[] Previous, byte[] Hash);
