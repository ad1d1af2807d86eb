using Orleans.Metadata;

namespace Medzdrav.Contracts;

/// <summary>A session's beginning, its readers, and the platform's own knocks. Key: <see cref="SessionId"/>.</summary>
/// <remarks>A single grain answers to all <c>ISession…</c> interfaces; each names the side that uses it.</remarks>
[Alias("ISession"), DefaultGrainType("session")]
public interface ISession : IWakes
{
    /// <summary>Opens the session and puts it into the consultants' queue (S3.1). Idempotent by command.</summary>
    /// <returns>The view, or refused: alreadyOpen (the person has another open one), unavailable.</returns>
    [Alias("Open")] Task<Reply<SessionView>> Open(CommandId command, Caller owner, SessionMode mode, PatientSnapshot? patient, ConnectionCheck? check = null, NamedInsurer? insurer = null, DueBooking? booking = null);

    /// <summary>The session, if this command opened it, as it is now: for the repeat of a tap.</summary>
    /// <param name="command">The tap.</param>
    /// <param name="owner">The caller who taps.</param>
    /// <param name="mode">How the caller wanted to talk.</param>
    /// <param name="patient">The person that the caller named, or null.</param>
    /// <returns>The view, or refused: notFound (nobody opened it), commandReused (in another mode, or for somebody else).</returns>
    [Alias("Opened")] Task<Reply<SessionView>> Opened(CommandId command, Caller owner, SessionMode mode, PatientId? patient);

    /// <summary>The session as the caller sees it.</summary>
    /// <returns>The view, or refused: notFound.</returns>
    [Alias("View")] Task<Reply<SessionView>> View(Caller caller);

    /// <summary>Attaches a connection: from now on it gets this session's events.</summary>
    /// <param name="caller">The caller.</param>
    /// <param name="connection">Where the events go.</param>
    /// <param name="gateway">The connection's gateway, which may be too new to be known to this silo yet.</param>
    /// <param name="afterSequence">The last event the client has, 0 for none.</param>
    /// <returns>The view and the first events after that one, at most 500 and about 64 KiB; or refused: notFound, invalid.</returns>
    [Alias("Join")] Task<Reply<JoinAnswer>> Join(Caller caller, ConnectionRef connection, IGatewayObserver gateway, long afterSequence);

    /// <summary>Attaches a connection that knows nothing of the session yet: the newest events are what its reader needs first.</summary>
    /// <returns>The view and the last events, at most 500 and about 64 KiB; or refused: notFound.</returns>
    [Alias("JoinLatest")] Task<Reply<JoinAnswer>> JoinLatest(Caller caller, ConnectionRef connection, IGatewayObserver gateway);

    /// <summary>The history, page by page towards its beginning.</summary>
    /// <returns>The events just before a sequence, at most 500 and about 128 KiB; or refused: notFound, invalid.</returns>
    [Alias("ReadEarlier")] Task<Reply<EarlierEvents>> ReadEarlier(Caller caller, long beforeSequence);

    /// <summary>The patient's data and history, for staff who are with the patient now.</summary>
    /// <returns>The card, or refused: notFound, patientRequired.</returns>
    [Alias("Card")] Task<Reply<PatientCard>> Card(Caller caller);
}
