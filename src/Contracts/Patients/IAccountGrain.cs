namespace Medzdrav.Contracts;

/// <summary>One mobile number's holder. Key: <see cref="AccountId"/>.</summary>
[Alias("IAccountGrain")]
public interface IAccountGrain : IGrainWithStringKey
{
    /// <summary>Whom the account holds and what is going on.</summary>
    /// <returns>The view, or refused: notFound.</returns>
    [Alias("View")] Task<Reply<AccountView>> View();

    /// <summary>Opens a session (S3.1), or returns the open one of the same person. An account with one person needs no <paramref name="patient"/>.</summary>
    /// <returns>The view, or refused: notFound (not a person of this account), invalid.</returns>
    [Alias("OpenSession")] Task<Reply<SessionView>> OpenSession(CommandId command, SessionMode mode, PatientId? patient);

    /// <summary>Past and running sessions of one person, or of all when null.</summary>
    /// <returns>The calendar, or refused: notFound.</returns>
    [Alias("Calendar")] Task<Reply<CalendarView>> Calendar(PatientId? patient);

    /// <summary>A signed conclusion about a person of this account (S3.6).</summary>
    /// <returns>The conclusion, or refused: notFound.</returns>
    [Alias("Conclusion")] Task<Reply<ConclusionView>> Conclusion(ConclusionId conclusion);
}
