using System.Text.Json.Serialization;
using Orleans.Concurrency;

namespace Medzdrav.Contracts;

/// <summary>A specialist's duty switch.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<Duty>))]
public enum Duty
{
    /// <summary>«Не на смене».</summary>
    Off,

    /// <summary>«На линии»: gets offers.</summary>
    Available,

    /// <summary>«Перерыв»: keeps the sessions, gets no offers.</summary>
    Away,

    /// <summary>«Оформление»: after a consultation; set by the server.</summary>
    WrapUp,
}

/// <summary>Why the duty changed without the specialist's hand.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<DutyChangeReason>))]
public enum DutyChangeReason
{
    /// <summary>The specialist switched it, here or in another tab.</summary>
    Switched,

    /// <summary>Two offers shown were not answered.</summary>
    OffersMissed,

    /// <summary>A consultation ended.</summary>
    ConsultationEnded,

    /// <summary>The wrap-up is over: signed, or its time ran out.</summary>
    WrapUpOver,
}

/// <summary>Why an offer is gone.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<OfferGoneReason>))]
public enum OfferGoneReason
{
    /// <summary>This specialist took it.</summary>
    Accepted,

    /// <summary>Another one took it.</summary>
    AcceptedElsewhere,

    /// <summary>Not answered in time.</summary>
    Expired,

    /// <summary>Declined, or the patient left.</summary>
    Withdrawn,
}

/// <summary>What staff roles there are.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<StaffRole>))]
public enum StaffRole
{
    /// <summary>«Медконсультант».</summary>
    Consultant,

    /// <summary>Duty therapist.</summary>
    Therapist,

    /// <summary>Duty paediatrician.</summary>
    Paediatrician,
}

/// <summary>A staff member.</summary>
/// <param name="StaffId">Who.</param>
/// <param name="Login">What they sign in with.</param>
/// <param name="Name">Full name.</param>
/// <param name="Roles">What they may be on duty as; the first one is used.</param>
[GenerateSerializer, Immutable, Alias("StaffView")]
public sealed record StaffView([property: Id(0)] StaffId StaffId, [property: Id(1)] string Login, [property: Id(2)] string Name, [property: Id(3)] StaffRole[] Roles);

/// <summary>An offer as it rings on the specialist's tabs.</summary>
/// <param name="OfferId">Answer it by this.</param>
/// <param name="SessionId">Which session.</param>
/// <param name="Mode">How the patient wants to talk.</param>
/// <param name="Kind">Which leg it would be.</param>
/// <param name="ExpiresAt">When the next specialist is asked.</param>
/// <param name="Patient">Who waits; null when not signed in.</param>
/// <param name="Reason">The consultant's words; null for a first contact.</param>
/// <param name="WaitingSince">Since when the patient waits.</param>
/// <param name="Now">The platform's clock.</param>
[GenerateSerializer, Immutable, Alias("OfferView")]
public sealed record OfferView(
    [property: Id(0)] OfferId OfferId,
    [property: Id(1)] SessionId SessionId,
    [property: Id(2)] SessionMode Mode,
    [property: Id(3)] LegKind Kind,
    [property: Id(4)] DateTimeOffset? ExpiresAt,
    [property: Id(5)] SessionPatientView? Patient,
    [property: Id(6)] string? Reason,
    [property: Id(7)] DateTimeOffset WaitingSince,
    [property: Id(8)] DateTimeOffset Now);

/// <summary>The duty as it stands.</summary>
/// <param name="Duty">On, away, off, wrapping up.</param>
/// <param name="Until">When a wrap-up ends by itself; null otherwise.</param>
/// <param name="Now">The platform's clock.</param>
[GenerateSerializer, Immutable, Alias("DutyView")]
public sealed record DutyView([property: Id(0)] Duty Duty, [property: Id(1)] DateTimeOffset? Until, [property: Id(2)] DateTimeOffset Now);

/// <summary>A session on a specialist's desk.</summary>
/// <param name="SessionId">Which.</param>
/// <param name="PatientName">Who; null when not signed in.</param>
/// <param name="Mode">How they talk.</param>
/// <param name="Phase">Where it stands.</param>
/// <param name="Since">When this specialist's leg began.</param>
[GenerateSerializer, Immutable, Alias("DeskSession")]
public sealed record DeskSession([property: Id(0)] SessionId SessionId, [property: Id(1)] string? PatientName, [property: Id(2)] SessionMode Mode, [property: Id(3)] SessionPhase Phase, [property: Id(4)] DateTimeOffset Since);

/// <summary>All that a specialist's page shows when it opens.</summary>
/// <param name="Staff">Who.</param>
/// <param name="Duty">The switch.</param>
/// <param name="Offers">What rings.</param>
/// <param name="Sessions">What is open with them.</param>
/// <param name="AwaitingSignature">A doctor's consultations whose conclusion is not signed yet, oldest first.</param>
/// <param name="Now">The platform's clock.</param>
[GenerateSerializer, Immutable, Alias("DeskView")]
public sealed record DeskView(
    [property: Id(0)] StaffView Staff,
    [property: Id(1)] DutyView Duty,
    [property: Id(2)] OfferView[] Offers,
    [property: Id(3)] DeskSession[] Sessions,
    [property: Id(4)] CalendarEntry[] AwaitingSignature,
    [property: Id(5)] DateTimeOffset Now);

/// <summary>A waiting session held out to one specialist for a short time.</summary>
/// <param name="Offer">What the tabs show.</param>
/// <param name="Ticket">The wait it belongs to.</param>
/// <param name="Queue">Which queue asks.</param>
/// <param name="Exceeding">True when a returning patient may exceed the capacity by one.</param>
[GenerateSerializer, Immutable, Alias("OfferLease")]
public sealed record OfferLease([property: Id(0)] OfferView Offer, [property: Id(1)] long Ticket, [property: Id(2)] QueueKind Queue, [property: Id(3)] bool Exceeding);

/// <summary>The life of one specialist on duty. Key: <see cref="StaffId"/>. <see cref="IConsultantGrain"/> and <see cref="IDoctorGrain"/> say which.</summary>
[Alias("ISpecialist")]
public interface ISpecialist : IGrainWithStringKey
{
    /// <summary>What the page shows when it opens.</summary>
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

    /// <summary>A session tells that this specialist's leg is over, or the conclusion signed.</summary>
    [Alias("SessionMoved"), OneWay] Task SessionMoved(SessionId session, bool legEnded, bool conclusionSigned);
}

/// <summary>The answer to an answered offer.</summary>
/// <param name="View">The session, when accepted; null when declined.</param>
[GenerateSerializer, Immutable, Alias("OfferAnswer")]
public sealed record OfferAnswer([property: Id(0)] SessionView? View);

/// <summary>A consultant: one call or up to three chats at a time. Key: <see cref="StaffId"/>.</summary>
[Alias("IConsultantGrain")]
public interface IConsultantGrain : ISpecialist;

/// <summary>A doctor: one session at a time. Key: <see cref="StaffId"/>.</summary>
[Alias("IDoctorGrain")]
public interface IDoctorGrain : ISpecialist
{
    /// <summary>A conclusion that this doctor wrote.</summary>
    /// <returns>The conclusion, or refused: notFound.</returns>
    [Alias("Conclusion")] Task<Reply<ConclusionView>> Conclusion(ConclusionId conclusion);
}
