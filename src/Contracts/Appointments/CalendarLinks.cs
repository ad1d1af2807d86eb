namespace Medzdrav.Contracts;

/// <summary>The private links by which calendar programs read an account's bookings.</summary>
/// <param name="Links">The newest first.</param>
/// <param name="Now">The platform's clock.</param>
[GenerateSerializer, Immutable, Alias("CalendarLinkList")]
public sealed record CalendarLinkList([property: Id(0)] CalendarLinkView[] Links, [property: Id(1)] DateTimeOffset Now);

/// <summary>A private link; what it is made of is known to nobody any more.</summary>
/// <param name="LinkId">Which.</param>
/// <param name="AddedAt">When it was made.</param>
/// <param name="UsedAt">When a program read it last, to ten minutes; null before.</param>
[GenerateSerializer, Immutable, Alias("CalendarLinkView")]
public sealed record CalendarLinkView([property: Id(0)] string LinkId, [property: Id(1)] DateTimeOffset AddedAt, [property: Id(2)] DateTimeOffset? UsedAt);

/// <summary>A link that was made just now.</summary>
/// <param name="LinkId">Which.</param>
/// <param name="Token">The secret of its address: 32 random bytes in the alphabet of URLs; it is shown this once.</param>
/// <param name="Now">The platform's clock.</param>
[GenerateSerializer, Immutable, Alias("NewCalendarLink")]
public sealed record NewCalendarLink([property: Id(0)] string LinkId, [property: Id(1)] string Token, [property: Id(2)] DateTimeOffset Now);

/// <summary>A file of bookings in iCalendar (RFC 5545).</summary>
/// <param name="Text">The file.</param>
[GenerateSerializer, Immutable, Alias("CalendarFile")]
public sealed record CalendarFile([property: Id(0)] string Text);
