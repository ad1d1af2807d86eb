namespace Medzdrav.Contracts;

/// <summary>The bookings behind a private link, for calendar programs, which sign in by nothing else. Key: 0.</summary>
[Alias("ICalendarFeedGrain")]
public interface ICalendarFeedGrain : IGrainWithIntegerKey
{
    /// <summary>The bookings of the account whose link it is.</summary>
    /// <param name="token">The secret of the link's address.</param>
    /// <param name="origin">The scheme, host and port of the platform's pages, for links in it; null where they are not known.</param>
    /// <returns>The file, or refused: notFound (no such link, revoked, or the account is over).</returns>
    [Alias("Read")] Task<Reply<CalendarFile>> Read(string token, string? origin);
}
