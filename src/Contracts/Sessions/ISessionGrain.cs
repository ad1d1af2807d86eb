using Orleans.Concurrency;
using Orleans.Metadata;

namespace Medzdrav.Contracts;

/// <summary>A session's beginning, its readers, and the platform's own knocks. Key: <see cref="SessionId"/>.</summary>
/// <remarks>A single grain answers to all <c>ISession…</c> interfaces; each names the side that uses it.</remarks>
[Alias("ISession"), DefaultGrainType("session")]
public interface ISession : IWakes
{
    /// <summary>Opens the session and puts it into the consultants' queue (S3.1). Idempotent by command.</summary>
    /// <returns>The view, or refused: alreadyOpen (the person has another open one), unavailable.</returns>
    [Alias("Open")] Task<Reply<SessionView>> Open(CommandId command, Caller owner, SessionMode mode, PatientSnapshot? patient, ConnectionCheck? check = null, NamedInsurer? insurer = null);

    /// <summary>The session as the caller sees it.</summary>
    /// <returns>The view, or refused: notFound.</returns>
    [Alias("View")] Task<Reply<SessionView>> View(Caller caller);

    /// <summary>Attaches a connection: from now on it gets this session's events.</summary>
    /// <param name="caller">The caller.</param>
    /// <param name="connection">Where the events go.</param>
    /// <param name="gateway">The connection's gateway, which may be too new to be known to this silo yet.</param>
    /// <param name="afterSequence">The last event the client has, 0 for none.</param>
    /// <returns>The view and the events after that one, at most 500; or refused: notFound, invalid.</returns>
    [Alias("Join")] Task<Reply<JoinAnswer>> Join(Caller caller, ConnectionRef connection, IGatewayObserver gateway, long afterSequence);

    /// <summary>The patient's data and history, for staff who are with the patient now.</summary>
    /// <returns>The card, or refused: notFound, patientRequired.</returns>
    [Alias("Card")] Task<Reply<PatientCard>> Card(Caller caller);
}

/// <summary>The attendance of a session: which connections belong to it. Used by gateways and the silos' watch over them.</summary>
[Alias("ISessionAttendance"), DefaultGrainType("session")]
public interface ISessionAttendance : IGrainWithStringKey
{
    /// <summary>A gateway's answer to <see cref="IGatewayObserver.WhoHas"/>: these connections joined before this activation. What they missed is pushed.</summary>
    [Alias("Reattach"), OneWay] Task Reattach(GatewayId gateway, IGatewayObserver observer, JoinedConnection[] connections);

    /// <summary>A connection is gone.</summary>
    /// <param name="connection">Which.</param>
    /// <param name="lastHeardAt">When it was last heard: the absence counts from there.</param>
    [Alias("Detach")] Task Detach(ConnectionRef connection, DateTimeOffset lastHeardAt);

    /// <summary>A gateway's lease ran out: all its connections are gone.</summary>
    [Alias("GatewayLost"), OneWay] Task GatewayLost(GatewayId gateway, DateTimeOffset lastHeardAt);
}

/// <summary>A connection that joined a session.</summary>
/// <param name="Connection">SignalR's connection id.</param>
/// <param name="Caller">The caller.</param>
/// <param name="Sequence">The last event written to it.</param>
/// <param name="Carries">The calls that it carries, none while the other side is awaited; null when it does not carry the participant's call.</param>
[GenerateSerializer, Immutable, Alias("JoinedConnection")]
public readonly record struct JoinedConnection(
    [property: Id(0)] string Connection, [property: Id(1)] Caller Caller, [property: Id(2)] long Sequence, [property: Id(3)] CarriedCall[]? Carries = null);

/// <summary>The talk in a session: every present participant uses it.</summary>
[Alias("ISessionTalk"), DefaultGrainType("session")]
public interface ISessionTalk : IGrainWithStringKey
{
    /// <summary>Stores a chat message and sends it to everybody (S3.7). Idempotent by command.</summary>
    /// <returns>Its place, or refused: notFound, closed, messageEmpty, messageTooLong, tooManyMessages.</returns>
    [Alias("SendMessage")] Task<Reply<MessageReceipt>> SendMessage(CommandId command, Caller caller, string text, [Immutable] string[] documentIds);

    /// <summary>Remembers what the caller has seen; stored at most once a second per participant.</summary>
    /// <returns>Done, or refused: notFound, invalid.</returns>
    [Alias("MarkRead")] Task<Reply<Done>> MarkRead(Caller caller, long sequence);

    /// <summary>Tells the others that the caller is typing; relayed and forgotten.</summary>
    [Alias("Typing"), OneWay, AlwaysInterleave] Task Typing(Caller caller);
}

/// <summary>The patient's decisions in a session.</summary>
[Alias("ISessionPatient"), DefaultGrainType("session")]
public interface ISessionPatient : IGrainWithStringKey
{
    /// <summary>Settles who of the account needs help. Intake only; by the patient or the consultant, who may correct it.</summary>
    /// <returns>The view, or refused: notFound, wrongPhase, patientAlreadyChosen, alreadyOpen, closed.</returns>
    [Alias("ChoosePatient")] Task<Reply<SessionView>> ChoosePatient(CommandId command, Caller caller, PatientId patient);

    /// <summary>Confirms the consent that the consultant sent (S2.3). Only the patient's side may.</summary>
    /// <returns>The view, or refused: notFound, wrongPhase, wrongRole, wrongConsentVersion, closed.</returns>
    [Alias("ConfirmConsent")] Task<Reply<SessionView>> ConfirmConsent(CommandId command, Caller caller, string textVersion);

    /// <summary>Changes the way of talking.</summary>
    /// <returns>The view, or refused: notFound, invalid, noRoomForCall (the specialist is with others, too), closed.</returns>
    [Alias("ChangeMode")] Task<Reply<SessionView>> ChangeMode(CommandId command, Caller caller, SessionMode mode);

    /// <summary>Leaves: in a queue it cancels, in a consultation it ends the leg and returns to a consultant, in intake and follow-up it closes.</summary>
    /// <returns>The view, or refused: notFound, wrongRole, closed.</returns>
    [Alias("Leave")] Task<Reply<SessionView>> Leave(CommandId command, Caller caller);
}

/// <summary>The consultant's decisions in a session.</summary>
[Alias("ISessionConsultant"), DefaultGrainType("session")]
public interface ISessionConsultant : IGrainWithStringKey
{
    /// <summary>Sends the consent text to the patient (S2.3).</summary>
    /// <returns>The view, or refused: notFound, wrongPhase, wrongRole, patientRequired, closed.</returns>
    [Alias("RequestConsent")] Task<Reply<SessionView>> RequestConsent(CommandId command, Caller caller);

    /// <summary>Transfers the patient to a duty doctor by age (S3.2), or to another consultant.</summary>
    /// <returns>The view, or refused: notFound, wrongPhase, wrongRole, patientRequired, consentRequired, policyRequired, wrongAge, invalid, closed.</returns>
    [Alias("Transfer")] Task<Reply<SessionView>> Transfer(CommandId command, Caller caller, Referral order);

    /// <summary>The consultant who stayed after a transfer leaves the others alone.</summary>
    /// <returns>The view, or refused: notFound, wrongRole, closed.</returns>
    [Alias("StepOut")] Task<Reply<SessionView>> StepOut(CommandId command, Caller caller);

    /// <summary>Closes the session.</summary>
    /// <param name="command">The tap.</param>
    /// <param name="caller">The consultant.</param>
    /// <param name="outcome">Completed, staffClosed or noService.</param>
    /// <returns>The view, or refused: notFound, wrongPhase, wrongRole, invalid, closed.</returns>
    [Alias("Close")] Task<Reply<SessionView>> Close(CommandId command, Caller caller, CloseReason outcome);

    /// <summary>The caller, as far as it is known: what the consultant's intake shows before a person is chosen.</summary>
    /// <returns>The intake, or refused: notFound, wrongRole.</returns>
    [Alias("Intake")] Task<Reply<IntakeView>> Intake(Caller caller);
}

/// <summary>A transfer as the consultant wishes it: what the call <c>Transfer</c> takes.</summary>
/// <param name="To">To whom.</param>
/// <param name="Reason">Why, at most 1,000 characters; staff see it.</param>
/// <param name="OverrideReason">Why against the age rule, or under one year; null otherwise (S3.2).</param>
/// <param name="Stays">Whether the consultant stays with the patient until the doctor comes, and for the doctor's first minute.</param>
[GenerateSerializer, Immutable, Alias("TransferOrder")]
public sealed record Referral([property: Id(0)] QueueKind To, [property: Id(1)] string Reason, [property: Id(2)] string? OverrideReason, [property: Id(3)] bool Stays = false);

/// <summary>The caller, as far as it is known.</summary>
/// <param name="SignedIn">Whether the caller is signed in, by oneself or with the consultant.</param>
/// <param name="MaskedPhone">The login, all but the last four digits hidden; null when not signed in.</param>
/// <param name="People">The persons of that login, eldest first; empty for a phone that no policy knows (S1.5).</param>
/// <param name="Chosen">The chosen person; null until then.</param>
/// <param name="Identified">The person identified by policy, name and birth date; null when nobody was.</param>
/// <param name="CodeSentTo">Where the last code went, masked; null when none was sent or the caller is signed in.</param>
/// <param name="Now">The platform's clock.</param>
[GenerateSerializer, Immutable, Alias("IntakeView")]
public sealed record IntakeView(
    [property: Id(0)] bool SignedIn,
    [property: Id(1)] string? MaskedPhone,
    [property: Id(2)] FamilyMember[] People,
    [property: Id(3)] PatientId? Chosen,
    [property: Id(4)] FamilyMember? Identified,
    [property: Id(5)] string? CodeSentTo,
    [property: Id(6)] DateTimeOffset Now);

/// <summary>How a session's caller becomes a signed-in person. Used by <see cref="IAssistedSignInGrain"/>, <see cref="IVisitorsGrain"/> and <see cref="IAccountGrain"/>.</summary>
[Alias("ISessionSignIn"), DefaultGrainType("session")]
public interface ISessionSignIn : IGrainWithStringKey
{
    /// <summary>Whether this consultant may sign somebody in now.</summary>
    /// <returns>The session's opener, or refused: notFound, wrongRole, wrongPhase, closed.</returns>
    [Alias("Opener")] Task<Reply<SessionOpener>> Opener(Caller consultant);

    /// <summary>Puts on record that a code went out.</summary>
    /// <returns>The view, or refused: notFound, wrongRole, wrongPhase, alreadySignedIn, closed.</returns>
    [Alias("CodeSent")] Task<Reply<SessionView>> CodeSent(CommandId command, Caller consultant, string maskedPhone);

    /// <summary>Puts on record who was identified; chooses the person when the signed-in caller holds them.</summary>
    /// <returns>The view, or refused: notFound, wrongRole, wrongPhase, personUnknown, closed.</returns>
    [Alias("Identify")] Task<Reply<SessionView>> Identify(CommandId command, Caller consultant, PatientId patient);

    /// <summary>The visitor is that account's holder: the session is theirs from now on, or goes on where the person is waiting already.</summary>
    /// <returns>The view, or refused: notFound, wrongRole, wrongPhase, alreadySignedIn, closed.</returns>
    [Alias("SignIn")] Task<Reply<SessionView>> SignIn(CommandId command, Caller consultant, AccountId account);

    /// <summary>The account to which a visitor's session was signed in.</summary>
    /// <returns>The account, or refused: notFound.</returns>
    [Alias("AccountOf")] Task<Reply<SessionOpener>> AccountOf(Caller visitor);

    /// <summary>The person's consent is withdrawn (S2.3): a running consultation ends.</summary>
    /// <returns>The view, or refused: notFound, consultationRunning.</returns>
    [Alias("WithdrawConsent")] Task<Reply<SessionView>> WithdrawConsent(CommandId command, Caller account, PatientId patient, bool endConsultation);
}

/// <summary>The caller who opened a session.</summary>
/// <param name="Owner">A visitor or an account.</param>
/// <param name="Now">The platform's clock.</param>
/// <param name="Insurer">The session's insurer; null where none is known.</param>
[GenerateSerializer, Immutable, Alias("SessionOpener")]
public sealed record SessionOpener([property: Id(0)] Caller Owner, [property: Id(1)] DateTimeOffset Now, [property: Id(2)] InsurerId? Insurer = null);

/// <summary>The doctor's decisions in a session, and the conclusion about it.</summary>
[Alias("ISessionDoctor"), DefaultGrainType("session")]
public interface ISessionDoctor : IGrainWithStringKey
{
    /// <summary>Ends the consultation; the patient returns to a consultant (S3.5).</summary>
    /// <returns>The view, or refused: notFound, wrongPhase, wrongRole, tooEarly (patient away for less than 3 minutes), closed.</returns>
    [Alias("EndConsultation")] Task<Reply<SessionView>> EndConsultation(CommandId command, Caller caller);

    /// <summary>Saves the draft; from the leg's start until signed, also after the session closed (S3.6). The first save is an event of the session, later ones are not.</summary>
    /// <param name="command">The save.</param>
    /// <param name="caller">The doctor.</param>
    /// <param name="text">All of it.</param>
    /// <param name="conclusion">Which of the doctor's conclusions; null for that of the last consultation.</param>
    /// <param name="basedOn">The version that the text follows; null to save over whatever is there.</param>
    /// <returns>The stored draft with its new version, or refused: notFound, invalid, alreadySigned, conclusionChanged (another version is stored).</returns>
    [Alias("SaveConclusion")] Task<Reply<ConclusionView>> SaveConclusion(CommandId command, Caller caller, ConclusionText text, ConclusionId? conclusion = null, long? basedOn = null);

    /// <summary>Signs the stored draft: from now on the patient can read it and nobody can change it.</summary>
    /// <param name="command">The tap.</param>
    /// <param name="caller">The doctor.</param>
    /// <param name="conclusion">Which of the doctor's conclusions; null for that of the last consultation.</param>
    /// <param name="version">The version that the doctor saw; null to sign whatever is stored.</param>
    /// <returns>The signed conclusion, or refused: notFound, conclusionIncomplete, alreadySigned, conclusionChanged (another version is stored).</returns>
    [Alias("SignConclusion")] Task<Reply<ConclusionView>> SignConclusion(CommandId command, Caller caller, ConclusionId? conclusion = null, long? version = null);

    /// <summary>A conclusion of the doctor's own about this session, draft or signed; empty when it was not begun.</summary>
    /// <param name="caller">The doctor.</param>
    /// <param name="conclusion">Which; null for that of the last consultation.</param>
    /// <returns>The conclusion, or refused: notFound.</returns>
    [Alias("Conclusion")] Task<Reply<ConclusionView>> Conclusion(Caller caller, ConclusionId? conclusion = null);
}

/// <summary>The matching side of a session. Awaited calls go hub → specialist → session only; queues send one-way notices.</summary>
[Alias("ISessionMatching"), DefaultGrainType("session")]
public interface ISessionMatching : IGrainWithStringKey
{
    /// <summary>Lets a specialist in. Its commit is the only decision that counts. Idempotent by command.</summary>
    /// <param name="command">The specialist's tap.</param>
    /// <param name="ticket">The wait that was offered.</param>
    /// <param name="staff">The specialist.</param>
    /// <param name="slots">Units of the specialist's capacity to claim, by number.</param>
    /// <returns>The view, or refused: staleTicket, alreadyTaken, offerGone (the mode changed meanwhile), busy (a unit is claimed already), wrongRole, closed.</returns>
    [Alias("Admit")] Task<Reply<SessionView>> Admit(CommandId command, long ticket, StaffSnapshot staff, int[] slots);

    /// <summary>The first answer to a specialist's command, for a repeat whose offer is forgotten.</summary>
    /// <returns>The view, or refused: offerGone.</returns>
    [Alias("AnswerTo")] Task<Reply<SessionView>> AnswerTo(CommandId command, StaffId staff);

    /// <summary>A queue asks whether the patient is there: it was not told, or came to life after it was. Answered by <see cref="IQueueGrain.Enqueue"/> when so.</summary>
    [Alias("IsAnybodyThere"), OneWay] Task IsAnybodyThere(long ticket);

    /// <summary>The platform takes a specialist out of the session who may not go on: the patient waits for somebody else, at the head. Idempotent.</summary>
    [Alias("Dismiss")] Task Dismiss(StaffId staff);

    /// <summary>Records that the session was offered to somebody.</summary>
    [Alias("Offered"), OneWay] Task Offered(long ticket, StaffId staff);

    /// <summary>Nobody of this kind is on duty any more: the patient goes back to a consultant (S3.3).</summary>
    [Alias("Uncovered"), OneWay] Task Uncovered(long ticket);
}
