namespace Medzdrav.Client;

/// <summary>A private link to the account's calendar that was made just now.</summary>
/// <param name="LinkId">Which.</param>
/// <param name="Path">Its path at the platform's address, with the secret in it; it is shown this once.</param>
/// <param name="Now">The platform's clock.</param>
public sealed record ShownCalendarLink(string LinkId, string Path, DateTimeOffset Now);
