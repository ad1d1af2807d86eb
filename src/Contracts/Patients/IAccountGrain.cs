namespace Medzdrav.Contracts;

/// <summary>The holder of a mobile number. Key: <see cref="AccountId"/>. Where everybody left the number the account is over, with all its sign-ins, and the number's next one makes another account; the sweep wakes it then, so that gateways hear of it.</summary>
[Alias("IAccountGrain")]
public interface IAccountGrain : IWakes
{
    /// <summary>Whom the account holds and what is going on.</summary>
    /// <returns>The view, or refused: notFound (no such account, or it is over).</returns>
    [Alias("View")] Task<Reply<AccountView>> View();

    /// <summary>Opens a session (S3.1), or returns the open one of the same person. An account with one person needs no <paramref name="patient"/>, nor does a booking. From 15 minutes before its start the session carries the person's booking, named or not.</summary>
    /// <returns>The view, or refused: notFound (not a person of this account), invalid, tooMany.</returns>
    [Alias("OpenSession")] Task<Reply<SessionView>> OpenSession(CommandId command, SessionMode mode, PatientId? patient, ConnectionCheck? check = null, NamedInsurer? insurer = null, string? address = null, AppointmentId? appointment = null);

    /// <summary>Past and running sessions and the bookings of one person, or of all when null.</summary>
    /// <returns>The calendar, or refused: notFound.</returns>
    [Alias("Calendar")] Task<Reply<CalendarView>> Calendar(PatientId? patient);

    /// <summary>A signed conclusion about a person of this account (S3.6).</summary>
    /// <param name="conclusion">Which.</param>
    /// <param name="edition">Which signed edition; null for the last.</param>
    /// <returns>The conclusion, or refused: notFound.</returns>
    [Alias("Conclusion")] Task<Reply<ConclusionView>> Conclusion(ConclusionId conclusion, int? edition = null);

    /// <summary>The looks into the Medcard of a person of this account: whose, when and for what («Кто смотрел»).</summary>
    /// <param name="patient">The insured person.</param>
    /// <param name="before">The <see cref="LooksView.Before"/> of the page before; null for the first one.</param>
    /// <returns>A page, or refused: notFound.</returns>
    [Alias("Looks")] Task<Reply<LooksView>> Looks(PatientId patient, long? before);

    /// <summary>The consent of a person of this account to a version of a text, confirmed last, also when it was withdrawn since.</summary>
    /// <returns>The copy, or refused: notFound (not a person of this account, or never confirmed).</returns>
    [Alias("Consent")] Task<Reply<ConsentCopy>> Consent(PatientId patient, string textVersion);

    /// <summary>Withdraws the consent of a person of this account (S2.3): no further service; a running consultation ends. Idempotent.</summary>
    /// <param name="command">The tap.</param>
    /// <param name="patient">The insured person whose consent it is.</param>
    /// <param name="endConsultation">True after the warning: a running consultation may end by it.</param>
    /// <returns>Done, or refused: notFound, consultationRunning (warn, then repeat with <paramref name="endConsultation"/>).</returns>
    [Alias("WithdrawConsent")] Task<Reply<Done>> WithdrawConsent(CommandId command, PatientId patient, bool endConsultation);

    /// <summary>Has the holder called back to a waiting session whose page they put aside (S6).</summary>
    /// <returns>The session's view, or refused: invalid, noDevice, tooMany (SMS), and as <see cref="ISessionWaiting.CallMeBack"/>.</returns>
    [Alias("CallMeBack")] Task<Reply<SessionView>> CallMeBack(CommandId command, SessionId session, CallBackBy by, string? origin);

    /// <summary>Asks to be rung back when nobody is on duty (S3.3).</summary>
    /// <param name="command">The tap.</param>
    /// <param name="phone">Where, in any common form; null for the account's own number.</param>
    /// <param name="session">The waiting session, or null.</param>
    /// <param name="address">The client's network address, for the limits.</param>
    /// <returns>Where it will ring, or refused: invalidPhone, tooMany, notFound.</returns>
    [Alias("RequestCallback")] Task<Reply<CallbackAccepted>> RequestCallback(CommandId command, string? phone, SessionId? session, string address);
}
