using Orleans.Concurrency;

namespace Medzdrav.Contracts;

/// <summary>Where and whether a specialist may work. Part of <see cref="ISpecialist"/>.</summary>
[Alias("ISpecialistStanding")]
public interface ISpecialistStanding : IGrainWithStringKey
{
    /// <summary>The member's standing changed. Who may not work here any more, or was signed out everywhere, goes off duty, and open sessions go on with somebody else. Idempotent.</summary>
    [Alias("StandingChanged")] Task StandingChanged(Standing standing);

    /// <summary>The member is on duty at another desk from now on, and off duty here: nobody is on duty twice.</summary>
    [Alias("StepAside"), OneWay] Task StepAside();

    /// <summary>A supervisor sends the member on a break: those who are with them stay, and nothing more is offered. Whoever was sent already stays so.</summary>
    /// <returns>The duty, or refused: notFound, wrongPhase (not on duty).</returns>
    [Alias("SendToBreak")] Task<Reply<DutyView>> SendToBreak();
}

/// <summary>The life of one specialist on duty. Key: <see cref="StaffId"/>. <see cref="IConsultantGrain"/> and <see cref="IDoctorGrain"/> say which.</summary>
[Alias("ISpecialist")]
public interface ISpecialist : ISpecialistStanding, ISpecialistBookings
{
    /// <summary>The first content of the page.</summary>
    /// <returns>The desk, or refused: notFound.</returns>
    [Alias("Desk")] Task<Reply<DeskView>> Desk();

    /// <summary>A tab is connected, or still is: repeated by the gateway every few seconds.</summary>
    [Alias("Attach"), OneWay] Task Attach(ConnectionRef connection, IGatewayObserver gateway);

    /// <summary>A tab is gone.</summary>
    [Alias("Detach"), OneWay] Task Detach(ConnectionRef connection);

    /// <summary>Switches the duty: available, away or off. Idempotent by command. From wrapUp, available ends the wrap-up early.</summary>
    /// <returns>The duty, or refused: invalid, notFound.</returns>
    [Alias("SetDuty")] Task<Reply<DutyView>> SetDuty(CommandId command, Duty duty);

    /// <summary>Answers an offer. Accepting admits to the session; the session decides. Idempotent by command.</summary>
    /// <returns>The session's view, or refused: offerGone, busy, staleTicket, alreadyTaken, wrongRole; declining answers the refusal-free view as null and refuses with offerGone when it was too late.</returns>
    [Alias("AnswerOffer")] Task<Reply<OfferAnswer>> AnswerOffer(CommandId command, OfferId offer, bool accept);

    /// <summary>A tab confirmed that it shows the offer; only such offers count as missed.</summary>
    [Alias("OfferShown"), OneWay] Task OfferShown(OfferId offer);

    /// <summary>A queue holds out a session.</summary>
    [Alias("Offer"), OneWay] Task Offer(OfferLease lease);

    /// <summary>A queue takes an offer back.</summary>
    [Alias("Withdraw"), OneWay] Task Withdraw(OfferId offer, OfferGoneReason why);

    /// <summary>A session tells that this specialist's leg is over, the conclusion signed, or that the leg goes on in another mode.</summary>
    [Alias("SessionMoved"), OneWay] Task SessionMoved(SessionId session, bool legEnded, bool conclusionSigned, LegMode? mode = null);
}

/// <summary>How a leg goes on.</summary>
/// <param name="Mode">How they talk now.</param>
/// <param name="Slots">The units of the specialist's capacity that it claims now.</param>
[GenerateSerializer, Immutable, Alias("LegMode")]
public sealed record LegMode([property: Id(0)] SessionMode Mode, [property: Id(1)] int[] Slots);

/// <summary>A consultant: one call or up to three chats at a time. Key: <see cref="StaffId"/>.</summary>
[Alias("IConsultantGrain")]
public interface IConsultantGrain : ISpecialist
{
    /// <summary>The tasks beside the sessions, oldest first; those taken by others included.</summary>
    /// <returns>The tasks, or refused: notFound.</returns>
    [Alias("Tasks")] Task<Reply<TaskList>> Tasks();

    /// <summary>Takes a task: nobody else does it. Idempotent.</summary>
    /// <returns>The task, or refused: notFound, alreadyTaken.</returns>
    [Alias("ClaimTask")] Task<Reply<StaffTask>> ClaimTask(CommandId command, TaskId task);

    /// <summary>Finishes a task that this consultant took. Idempotent.</summary>
    /// <returns>Done, or refused: notFound, alreadyTaken (it is another's, or finished otherwise).</returns>
    [Alias("FinishTask")] Task<Reply<Done>> FinishTask(CommandId command, TaskId task, TaskOutcome outcome);

    /// <summary>Puts a task off that this consultant holds: it is free, and due then.</summary>
    /// <returns>The task, or refused: notFound, alreadyTaken (another's or nobody's), invalid (not a time for it; says why).</returns>
    [Alias("PostponeTask")] Task<Reply<StaffTask>> PostponeTask(CommandId command, TaskId task, DateTimeOffset until);

    /// <summary>Declines a wish about a booking that this consultant holds; the patient gets the words.</summary>
    /// <returns>Done, or refused: notFound, alreadyTaken, appointmentChanged, invalid.</returns>
    [Alias("DeclineWish")] Task<Reply<Done>> DeclineWish(CommandId command, TaskId task, string words);

    /// <summary>Opens a session with somebody who phones the hotline (S5.2), at any load; meanwhile nothing else is offered. Idempotent by command.</summary>
    /// <param name="command">The tap.</param>
    /// <param name="callerPhone">The number that they phone from, in any common form: mobile or not, of any country.</param>
    /// <param name="insurer">Under whose name the consultant works.</param>
    /// <param name="origin">The scheme, host and port of the platform's pages, for links in messages: never a host that nobody but the client knows. Null where they are not known.</param>
    /// <returns>The session, or refused: notFound, invalidPhone, busy (on the phone already), alreadyOpen (in a talk, or on a page that is connected).</returns>
    [Alias("OpenPhoneSession")] Task<Reply<SessionView>> OpenPhoneSession(CommandId command, string callerPhone, NamedInsurer? insurer, string? origin);

    /// <summary>A doubt of an import, both sides.</summary>
    /// <returns>The doubt, or refused: notFound.</returns>
    [Alias("Match")] Task<Reply<PersonMatch>> Match(TaskId task);

    /// <summary>Decides a doubt, or decides it otherwise than before. Idempotent.</summary>
    /// <returns>The doubt as it stands then, or refused: notFound, alreadyTaken (a colleague holds the task), personInUse.</returns>
    [Alias("DecideMatch")] Task<Reply<PersonMatch>> DecideMatch(CommandId command, TaskId task, MatchDecision decision);

    /// <summary>Doubts that were decided lately, to decide otherwise where a decision was wrong.</summary>
    /// <returns>At most 20, or refused: notFound.</returns>
    [Alias("DecidedMatches")] Task<Reply<DecidedMatches>> DecidedMatches();

    /// <summary>Finds insured persons by phone or its last four digits and more, policy number, words of the name and birth date in any order, typing errors allowed.</summary>
    /// <param name="query">3 to 100 characters.</param>
    /// <returns>At most 20, or refused: notFound, invalid.</returns>
    [Alias("FindPatients")] Task<Reply<FoundPatients>> FindPatients(string query);
}

/// <summary>A doctor: one session at a time. Key: <see cref="StaffId"/>.</summary>
[Alias("IDoctorGrain")]
public interface IDoctorGrain : ISpecialist
{
    /// <summary>A conclusion that this doctor wrote.</summary>
    /// <param name="conclusion">Which.</param>
    /// <param name="edition">Which signed edition; null for the last, or for the draft.</param>
    /// <returns>The conclusion, or refused: notFound.</returns>
    [Alias("Conclusion")] Task<Reply<ConclusionView>> Conclusion(ConclusionId conclusion, int? edition = null);
}
