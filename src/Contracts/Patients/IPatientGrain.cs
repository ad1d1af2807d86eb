namespace Medzdrav.Contracts;

/// <summary>An insured person. Key: <see cref="PatientId"/>. The sweep wakes it when an insurer has given the person another number: the open session follows.</summary>
[Alias("IPatientGrain")]
public interface IPatientGrain : IWakes
{
    /// <summary>Opens a session for this person, or returns the open one, mode unchanged (S6: one at a time).</summary>
    /// <returns>The view, or refused: notFound (the account does not hold this person).</returns>
    [Alias("OpenSession")] Task<Reply<SessionView>> OpenSession(CommandId command, AccountId account, SessionMode mode, ConnectionCheck? check = null, NamedInsurer? insurer = null);

    /// <summary>At the start of a booking a patient who only is online is put into a session, and need not call (S4.8). Idempotent.</summary>
    /// <returns>The view, or refused: notFound, alreadyOpen.</returns>
    [Alias("OpenAtStart")] Task<Reply<SessionView>> OpenAtStart(AccountId account, DueBooking booking);
}
