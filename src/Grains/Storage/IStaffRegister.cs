using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>Staff accounts as administrators change them: each change with its audit entry and the due row that tells a running server, in one transaction.</summary>
/// <remarks>Every method throws <see cref="StorageUnavailableException"/> when the database does not answer within 3 s.</remarks>
internal interface IStaffRegister
{
    /// <summary>All accounts.</summary>
    Task<IReadOnlyList<StaffEntry>> AllAsync();

    /// <summary>An account; null when unknown.</summary>
    Task<StaffEntry?> FindAsync(StaffId staff);

    /// <summary>Adds a member with a link. The same member again, as long as nothing was changed or used, gets another link.</summary>
    /// <param name="staff">The member.</param>
    /// <param name="link">The link, by which the member sets a password.</param>
    /// <param name="entries">The audit entry of the link.</param>
    /// <returns>Null when it is done; loginTaken where the login is somebody else's, commandReused where the member is not as they were added.</returns>
    Task<Refusal?> AddAsync(StaffRecord staff, StaffLink link, AuditEntries entries);

    /// <summary>Changes an account by a rule, which sees it as it is stored: of two changes at once the second one sees what the first one made.</summary>
    /// <param name="by">The administrator.</param>
    /// <param name="staff">The member.</param>
    /// <param name="decide">The rule.</param>
    /// <param name="entries">The audit entry of the change.</param>
    /// <returns>The account as it is stored then, or the rule's refusal, or notFound.</returns>
    Task<Reply<StaffEntry>> ChangeAsync(StaffId by, StaffId staff, Func<StaffChanging, Reply<StaffChanged>> decide, AuditEntries entries);

    /// <summary>The member to whom an unused link was given, and until when it works; null for any other.</summary>
    Task<(StaffRecord Member, DateTimeOffset ExpiresAt)?> OfLinkAsync(string hash, DateTimeOffset now);

    /// <summary>Sets a password by a link, which is used up; all sign-ins end.</summary>
    /// <returns>The member's new generation; null where the link was used meanwhile.</returns>
    Task<long?> UseLinkAsync(string hash, string passwordHash, DateTimeOffset now);
}

/// <summary>An account with what stands beside it.</summary>
/// <param name="Record">The account.</param>
/// <param name="HasFactor">Whether the member has a second factor.</param>
/// <param name="LinkUntil">Until when the link that was made last works; null where there is none.</param>
internal sealed record StaffEntry(StaffRecord Record, bool HasFactor, DateTimeOffset? LinkUntil);

/// <summary>An account before a change.</summary>
/// <param name="Record">The account.</param>
/// <param name="OtherAdministrators">How many others could keep the platform's staff accounts.</param>
internal sealed record StaffChanging(StaffRecord Record, int OtherAdministrators)
{
    /// <summary>The administrator, as they stand in the records at that moment; null when unknown.</summary>
    public StaffRecord? By { get; init; }
}

/// <summary>An account after a change.</summary>
/// <param name="Record">The account; the version is counted by the storage.</param>
/// <param name="Link">The link that is made; null for none.</param>
/// <param name="EndsFactor">Whether the second factor and its recovery codes end.</param>
internal sealed record StaffChanged(StaffRecord Record, StaffLink? Link = null, bool EndsFactor = false);

/// <summary>A one-time link.</summary>
/// <param name="Hash">SHA-256 of its token.</param>
/// <param name="ExpiresAt">Until when.</param>
internal sealed record StaffLink(string Hash, DateTimeOffset ExpiresAt);
