namespace Medzdrav.Contracts;

/// <summary>The bookings of an account's persons, as their own calendar has them, and the private links by which calendar programs read them. Key: <see cref="AccountId"/>.</summary>
[Alias("ICalendarGrain")]
public interface ICalendarGrain : IGrainWithStringKey
{
    /// <summary>The bookings of one person of the account, or of all when null.</summary>
    /// <returns>Them, or refused: notFound (no such account, or not a person of it).</returns>
    [Alias("Appointments")] Task<Reply<OwnAppointmentList>> Appointments(PatientId? patient);

    /// <summary>A booking of a person of the account as a file.</summary>
    /// <param name="appointment">Which.</param>
    /// <param name="origin">The scheme, host and port of the platform's pages, for links in it; null where they are not known.</param>
    /// <returns>The file, or refused: notFound.</returns>
    [Alias("File")] Task<Reply<CalendarFile>> File(AppointmentId appointment, string? origin);

    /// <summary>The private links to this calendar.</summary>
    [Alias("Links")] Task<Reply<CalendarLinkList>> Links();

    /// <summary>Makes a private link, which is shown this once.</summary>
    /// <returns>The link, or refused: notFound (no such account), tooMany (the account has 5: revoke one first; or it made too many lately).</returns>
    [Alias("AddLink")] Task<Reply<NewCalendarLink>> AddLink();

    /// <summary>Revokes a private link: it reads nothing any more. Idempotent.</summary>
    [Alias("RemoveLink")] Task<Reply<Done>> RemoveLink(string link);
}
