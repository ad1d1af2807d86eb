using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>Private links to calendars. They end with the account.</summary>
/// <remarks>Every method throws <see cref="StorageUnavailableException"/> when the database does not answer within 3 s.</remarks>
internal interface ICalendarLinks
{
    /// <summary>Stores a new link, unless the account has as many as it may.</summary>
    /// <returns>Whether it was stored.</returns>
    Task<bool> AddAsync(CalendarLinkRecord link, int most);

    /// <summary>The links of an account, the newest first.</summary>
    Task<IReadOnlyList<CalendarLinkRecord>> OfAsync(AccountId account);

    /// <summary>The link with a secret of this hash; null for none.</summary>
    Task<CalendarLinkRecord?> FindAsync(string hash);

    /// <summary>Remembers that a link was used.</summary>
    Task UsedAsync(CalendarLinkRecord link, DateTimeOffset at);

    /// <summary>Takes a link of an account away; also where it is not there any more.</summary>
    Task RemoveAsync(AccountId account, string id);
}

/// <summary>A stored link.</summary>
/// <param name="Id">Which.</param>
/// <param name="Account">Of whom.</param>
/// <param name="Hash">The SHA-256 of its secret, in hexadecimal.</param>
/// <param name="AddedAt">When it was made.</param>
/// <param name="UsedAt">When it was used last, or null.</param>
internal sealed record CalendarLinkRecord(string Id, AccountId Account, string Hash, DateTimeOffset AddedAt, DateTimeOffset? UsedAt = null);
