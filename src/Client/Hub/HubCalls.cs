using Medzdrav.Contracts;

namespace Medzdrav.Client;

/// <summary>Every call of the hub (<c>docs/protocol.md</c>, "Hub"), under its own name. The platform decides who may call what.</summary>
/// <remarks>
/// Commands take an optional <see cref="CommandId"/>: give the same one to repeat a tap of before, for example after the app was started again.
/// A command that finds no connection waits for one, and goes out by itself; commands about one session keep their order. A refusal is final and is returned.
/// </remarks>
public sealed partial class HubCalls
{
    private static readonly string[] NoDocuments = [];
    private readonly Commands _commands;

    internal HubCalls(Commands commands) => _commands = commands;

    /// <summary>Opens a session, or returns the open one of the same person, its mode unchanged. Asked to wait because of a crowd, it asks again by itself.</summary>
    /// <param name="mode">How the patient wants to talk.</param>
    /// <param name="patient">The person who needs help; null to be chosen later.</param>
    /// <param name="check">The finding of a connection check shortly before (S1.4), or null.</param>
    /// <param name="appointment">The booking for which the patient calls (S4.4), which says for whom; null for none.</param>
    /// <param name="command">The tap; null for a new one.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The session, not joined yet; or refused: signInRequired, notFound, invalid, crowded after a minute.</returns>
    public Task<Reply<SessionView>> OpenSessionAsync(
        SessionMode mode, PatientId? patient = null, ConnectionCheck? check = null, AppointmentId? appointment = null, CommandId? command = null, CancellationToken cancellation = default) =>
        _commands.WhenLetInAsync<SessionView>("OpenSession", [new { commandId = command ?? CommandId.New(), mode, patientId = patient, connectionCheck = check, appointmentId = appointment }], cancellation);

    /// <summary>The same for callers that wait in a crowd by themselves.</summary>
    internal Task<Reply<SessionView>> OpenSessionOnceAsync(SessionMode mode, PatientId? patient, CommandId command, CancellationToken cancellation = default) =>
        Read<SessionView>("OpenSession", cancellation, new { commandId = command, mode, patientId = patient });

    /// <summary>Attaches the connection of now to a session, once; <see cref="MedzdravClient.JoinAsync"/> keeps it attached.</summary>
    /// <returns>The view and at most 500 events after the given one, or refused: notFound.</returns>
    public Task<Reply<JoinAnswer>> JoinSessionAsync(SessionId session, long afterSequence, CancellationToken cancellation = default) => Read<JoinAnswer>("JoinSession", cancellation, session, afterSequence);

    /// <summary>Attaches the connection of now to a session, once, and brings the newest events; <see cref="MedzdravClient.JoinLatestAsync"/> keeps it attached.</summary>
    /// <returns>The view and the last events, about 64 KiB of them, or refused: notFound.</returns>
    public Task<Reply<JoinAnswer>> JoinLatestAsync(SessionId session, CancellationToken cancellation = default) => Read<JoinAnswer>("JoinLatest", cancellation, session);

    /// <summary>Reads a session's history towards its beginning, page by page.</summary>
    /// <returns>The events just before the given one, about 128 KiB of them; or refused: notFound, invalid.</returns>
    public Task<Reply<EarlierEvents>> ReadEarlierAsync(SessionId session, long beforeSequence, CancellationToken cancellation = default) =>
        Read<EarlierEvents>("ReadEarlier", cancellation, session, beforeSequence);

    /// <summary>This connection gets no more of that session.</summary>
    /// <returns>Done, or refused: notFound.</returns>
    public Task<Reply<Done>> LeaveViewAsync(SessionId session, CancellationToken cancellation = default) => Read<Done>("LeaveView", cancellation, session);

    /// <summary>Settles who needs help.</summary>
    /// <returns>The view, or refused: notFound, wrongPhase, patientAlreadyChosen, alreadyOpen.</returns>
    public Task<Reply<SessionView>> ChoosePatientAsync(SessionId session, PatientId patient, CommandId? command = null, CancellationToken cancellation = default) =>
        Command<SessionView>("ChoosePatient", command, cancellation, session, patient);

    /// <summary>Sends a chat message of at most 8,000 characters.</summary>
    /// <returns>Its place, or refused: notFound, closed, messageEmpty, messageTooLong, tooManyMessages.</returns>
    public Task<Reply<MessageReceipt>> SendMessageAsync(SessionId session, string text, string[]? documentIds = null, CommandId? command = null, CancellationToken cancellation = default) =>
        Command<MessageReceipt>("SendMessage", command, cancellation, session, text, documentIds ?? NoDocuments);

    /// <summary>Remembers what was seen.</summary>
    /// <returns>Done, or refused: notFound, invalid.</returns>
    public Task<Reply<Done>> MarkReadAsync(SessionId session, long sequence, CancellationToken cancellation = default) => Read<Done>("MarkRead", cancellation, session, sequence);

    /// <summary>Tells the others that the caller is typing; dropped without a connection.</summary>
    public Task TypingAsync(SessionId session, CancellationToken cancellation = default) => Tell("Typing", cancellation, session);

    /// <summary>Confirms the consent, by the patient's side, signed in (S2.3).</summary>
    /// <param name="session">Which.</param>
    /// <param name="textVersion">The version that was read.</param>
    /// <param name="command">The tap; null for a new one.</param>
    /// <param name="representative">The name of a child's representative, where the view's consent names nobody (<see cref="ConsentView.By"/>).</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The view, or refused: signInRequired, wrongPhase, wrongConsentVersion (the new text follows as an event), representativeRequired, closed.</returns>
    public Task<Reply<SessionView>> ConfirmConsentAsync(SessionId session, string textVersion, CommandId? command = null, string? representative = null, CancellationToken cancellation = default) =>
        Command<SessionView>("ConfirmConsent", command, cancellation, session, representative is null ? textVersion : new { textVersion, representative });

    /// <summary>Does not agree to the consent, by the patient's side, signed in (S2.3). It may still be confirmed.</summary>
    /// <returns>The view, or refused: signInRequired, wrongPhase, wrongConsentVersion, closed.</returns>
    public Task<Reply<SessionView>> DeclineConsentAsync(SessionId session, string textVersion, CommandId? command = null, CancellationToken cancellation = default) =>
        Command<SessionView>("DeclineConsent", command, cancellation, session, textVersion);

    /// <summary>Changes the way of talking.</summary>
    /// <returns>The view, or refused: notFound, closed.</returns>
    public Task<Reply<SessionView>> ChangeModeAsync(SessionId session, SessionMode mode, CommandId? command = null, CancellationToken cancellation = default) =>
        Command<SessionView>("ChangeMode", command, cancellation, session, mode);

    /// <summary>The patient leaves: in a queue it cancels, in a consultation it ends the leg and returns to a consultant, otherwise it closes.</summary>
    /// <returns>The view, or refused: notFound, closed.</returns>
    public Task<Reply<SessionView>> LeaveSessionAsync(SessionId session, CommandId? command = null, CancellationToken cancellation = default) =>
        Command<SessionView>("LeaveSession", command, cancellation, session);

    /// <summary>Has the patient, signed in, called back to a waiting room that is put aside (S6).</summary>
    /// <param name="session">Which.</param>
    /// <param name="by">By push to the login's devices, or by one SMS.</param>
    /// <param name="command">The tap; null for a new one.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The view, or refused: notFound, noDevice, tooMany, wrongPhase, closed.</returns>
    public Task<Reply<SessionView>> CallMeBackAsync(SessionId session, CallBackBy by, CommandId? command = null, CancellationToken cancellation = default) =>
        Command<SessionView>("CallMeBack", command, cancellation, session, by);

    /// <summary>Says that the app went into the background, or is in front again. An app that has its holder called back says so each time, and after each joining: who comes back within a minute of an answer goes on with whoever answered.</summary>
    /// <returns>Done, or refused: notFound, invalid (not joined).</returns>
    public Task<Reply<Done>> PutAsideAsync(SessionId session, bool isAside, CancellationToken cancellation = default) => Read<Done>("PutAside", cancellation, session, isAside);

    /// <summary>The patient rates a session after its end, once.</summary>
    /// <param name="session">Which.</param>
    /// <param name="stars">1 to 5.</param>
    /// <param name="comment">At most 1,000 characters, or null.</param>
    /// <param name="command">The tap; null for a new one.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The view with its rating, or refused: notFound, invalid, wrongPhase, alreadyRated, ratingOver.</returns>
    public Task<Reply<SessionView>> RateAsync(SessionId session, int stars, string? comment = null, CommandId? command = null, CancellationToken cancellation = default) =>
        Command<SessionView>("Rate", command, cancellation, session, stars, comment);

    /// <summary>Asks to be rung back (S3.3).</summary>
    /// <param name="phone">Where to ring; null for the account's own number.</param>
    /// <param name="session">The waiting session, or null.</param>
    /// <param name="command">The tap; null for a new one.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>Where it will ring, or refused: invalidPhone, tooMany, notFound.</returns>
    public Task<Reply<CallbackAccepted>> RequestCallbackAsync(string? phone = null, SessionId? session = null, CommandId? command = null, CancellationToken cancellation = default) =>
        Command<CallbackAccepted>("RequestCallback", command, cancellation, new { phone, sessionId = session });

    /// <summary>Answers a consultant's call (<see cref="Notices.IncomingCall"/>).</summary>
    /// <returns>The session that it opened, none for a call that was declined, or refused: callGone, busy, alreadyOpen.</returns>
    public Task<Reply<AnsweredCall>> AnswerCallAsync(string callId, bool accept, CommandId? command = null, CancellationToken cancellation = default) => Command<AnsweredCall>("AnswerCall", command, cancellation, callId, accept);

    /// <summary>Answers: for those who want to know whether, and how fast, they are connected.</summary>
    public Task<Reply<Done>> PingAsync(CancellationToken cancellation = default) => Read<Done>("Ping", cancellation);

    /// <summary>A command: <paramref name="arguments"/> follow its id, the session first where it is about one.</summary>
    private Task<Reply<T>> Command<T>(string method, CommandId? command, CancellationToken cancellation, params object?[] arguments) where T : class =>
        _commands.CommandAsync<T>(arguments is [SessionId session, ..] ? session : null, method, [command ?? CommandId.New(), .. arguments], cancellation);

    private Task<Reply<T>> Read<T>(string method, CancellationToken cancellation, params object?[] arguments) where T : class => _commands.UntilAnsweredAsync<T>(method, arguments, cancellation);

    private Task Tell(string method, CancellationToken cancellation, params object?[] arguments) => _commands.TellAsync(method, arguments, cancellation);
}
