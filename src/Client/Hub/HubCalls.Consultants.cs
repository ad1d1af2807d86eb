using Medzdrav.Contracts;

namespace Medzdrav.Client;

public sealed partial class HubCalls
{
    /// <summary>The caller, as far as it is known.</summary>
    /// <returns>The answer, or refused: notFound, wrongRole.</returns>
    public Task<Reply<IntakeView>> IntakeAsync(SessionId session, CancellationToken cancellation = default) => Read<IntakeView>("Intake", cancellation, session);

    /// <summary>Opens a session with somebody who phones the hotline (S5.2), at any load; meanwhile nothing else is offered.</summary>
    /// <param name="callerPhone">The number that they phone from: mobile or not, of any country.</param>
    /// <param name="command">The tap; null for a new one.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The view with <see cref="SessionView.CallerPhone"/>, or refused: invalidPhone, busy (on the phone already), alreadyOpen.</returns>
    public Task<Reply<SessionView>> OpenPhoneSessionAsync(string callerPhone, CommandId? command = null, CancellationToken cancellation = default) =>
        Command<SessionView>("OpenPhoneSession", command, cancellation, new { callerPhone });

    /// <summary>Sends a sign-in code to the phone that the patient told (S1.3).</summary>
    /// <returns>Where it went, or refused: wrongPhase, alreadySignedIn, invalidPhone, tooMany.</returns>
    public Task<Reply<AssistedCodeSent>> SendSignInCodeAsync(SessionId session, string phone, CommandId? command = null, CancellationToken cancellation = default) =>
        Command<AssistedCodeSent>("SendSignInCode", command, cancellation, session, phone);

    /// <summary>Takes the code that the patient told.</summary>
    /// <returns>The persons of that phone, or refused: invalidCode, wrongCode, codeExpired.</returns>
    public Task<Reply<AssistedSignIn>> ConfirmSignInAsync(SessionId session, string code, CommandId? command = null, CancellationToken cancellation = default) =>
        Command<AssistedSignIn>("ConfirmSignIn", command, cancellation, session, code);

    /// <summary>Finds the person by policy number, full name and birth date (S2.2).</summary>
    /// <returns>The person, or refused: personUnknown, wrongPhase.</returns>
    public Task<Reply<IdentifiedPerson>> IdentifyAsync(SessionId session, Identification person, CommandId? command = null, CancellationToken cancellation = default) =>
        Command<IdentifiedPerson>("Identify", command, cancellation, session, person);

    /// <summary>Gives an identified person a phone (S2.2).</summary>
    /// <returns>The person and the code sent, or refused: personUnknown, phoneAlreadyKnown, invalidPhone.</returns>
    public Task<Reply<Registration>> RegisterPatientAsync(SessionId session, Identification person, CommandId? command = null, CancellationToken cancellation = default) =>
        Command<Registration>("RegisterPatient", command, cancellation, session, person);

    /// <summary>Finds insured persons by phone or its last digits, policy number, words of the name and birth date.</summary>
    /// <returns>At most 20, or refused: invalid.</returns>
    public Task<Reply<FoundPatients>> FindPatientsAsync(string query, CommandId? command = null, CancellationToken cancellation = default) => Command<FoundPatients>("FindPatients", command, cancellation, query);

    /// <summary>The tasks beside the sessions, oldest first.</summary>
    /// <returns>The open tasks, or refused: wrongRole.</returns>
    public Task<Reply<TaskList>> TasksAsync(CancellationToken cancellation = default) => Read<TaskList>("Tasks", cancellation);

    /// <summary>Rings a patient who is on the platform; <see cref="Notices.IncomingCallGone"/> says how it ended.</summary>
    /// <param name="patient">The person to be rung.</param>
    /// <param name="mode">Audio or video.</param>
    /// <param name="appointment">The booking that the call is about, as the patient reads it while it rings; null for none.</param>
    /// <param name="command">The tap; null for a new one.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>Until when it rings, or refused: notFound, notOnline, alreadyOpen, beingCalled, busy.</returns>
    public Task<Reply<RungCall>> CallPatientAsync(PatientId patient, SessionMode mode, AppointmentId? appointment = null, CommandId? command = null, CancellationToken cancellation = default) =>
        Command<RungCall>("CallPatient", command, cancellation, new { patientId = patient, mode, appointmentId = appointment });

    /// <summary>Takes a call back that rings: it falls silent everywhere.</summary>
    /// <returns>Done, or refused: callGone (it was answered, or is over).</returns>
    public Task<Reply<Done>> WithdrawCallAsync(string callId, CommandId? command = null, CancellationToken cancellation = default) => Command<Done>("WithdrawCall", command, cancellation, callId);

    /// <summary>The persons of these who are on the platform now; <see cref="Notices.OnlineChanged"/> tells of changes.</summary>
    /// <returns>The persons who are, or refused: invalid.</returns>
    public Task<Reply<OnlinePatients>> WhoIsOnlineAsync(PatientId[] patients, CancellationToken cancellation = default) => Read<OnlinePatients>("WhoIsOnline", cancellation, (object)patients);

    /// <summary>Takes a task: nobody else does it.</summary>
    /// <returns>The task, or refused: notFound, alreadyTaken.</returns>
    public Task<Reply<StaffTask>> ClaimTaskAsync(TaskId task, CommandId? command = null, CancellationToken cancellation = default) => Command<StaffTask>("ClaimTask", command, cancellation, task);

    /// <summary>Finishes a task that this consultant took.</summary>
    /// <returns>Done, or refused: notFound, alreadyTaken.</returns>
    public Task<Reply<Done>> FinishTaskAsync(TaskId task, TaskOutcome outcome, CommandId? command = null, CancellationToken cancellation = default) => Command<Done>("FinishTask", command, cancellation, task, outcome);

    /// <summary>Puts a task off that this consultant took: it is free, and due then.</summary>
    /// <returns>The task, or refused: notFound, alreadyTaken, invalid (says why).</returns>
    public Task<Reply<StaffTask>> PostponeTaskAsync(TaskId task, DateTimeOffset until, CommandId? command = null, CancellationToken cancellation = default) =>
        Command<StaffTask>("PostponeTask", command, cancellation, task, until);

    /// <summary>Declines a patient's wish about a booking, in words that the patient gets.</summary>
    /// <returns>Done, or refused: notFound, alreadyTaken, appointmentChanged, invalid.</returns>
    public Task<Reply<Done>> DeclineWishAsync(TaskId task, string words, CommandId? command = null, CancellationToken cancellation = default) =>
        Command<Done>("DeclineWish", command, cancellation, task, words);

    /// <summary>A doubt of an import: two persons who may be one.</summary>
    /// <returns>Both sides, or refused: notFound.</returns>
    public Task<Reply<PersonMatch>> MatchAsync(TaskId task, CancellationToken cancellation = default) => Read<PersonMatch>("Match", cancellation, task);

    /// <summary>Decides a doubt, or decides it otherwise than before.</summary>
    /// <returns>The doubt as it stands then, or refused: notFound, alreadyTaken, personInUse.</returns>
    public Task<Reply<PersonMatch>> DecideMatchAsync(TaskId task, MatchDecision decision, CommandId? command = null, CancellationToken cancellation = default) => Command<PersonMatch>("DecideMatch", command, cancellation, task, decision);

    /// <summary>Doubts that were decided lately.</summary>
    /// <returns>The latest first, or refused: wrongRole.</returns>
    public Task<Reply<DecidedMatches>> DecidedMatchesAsync(CancellationToken cancellation = default) => Read<DecidedMatches>("DecidedMatches", cancellation);
}
