using Orleans.Concurrency;
using Orleans.Metadata;

namespace Medzdrav.Contracts;

/// <summary>People waiting for the same kind of specialist. Key: <see cref="QueueKind"/> in camelCase.</summary>
/// <remarks>Keeps nothing durable: it reads the waiting rows when activated and every 5 s, so no waiting person depends on a notice having arrived.</remarks>
[Alias("IQueueGrain"), DefaultGrainType("queue")]
public interface IQueueGrain : IGrainWithStringKey
{
    /// <summary>A session waits: it began to, or its mode or the patient's presence is another one than before. A hint: the rows are the truth.</summary>
    [Alias("Enqueue"), OneWay] Task Enqueue(WaitingSession waiting);

    /// <summary>A session waits no more under this ticket. A hint, too.</summary>
    /// <param name="session">Which.</param>
    /// <param name="ticket">The wait that is over.</param>
    /// <param name="isAdmitted">Whether a specialist took it, rather than the patient having left.</param>
    [Alias("Remove"), OneWay] Task Remove(SessionId session, long ticket, bool isAdmitted);

    /// <summary>A patient came back to the waiting room: tell the position at the next chance, changed or not.</summary>
    [Alias("Refresh"), OneWay] Task Refresh(SessionId session);

    /// <summary>A specialist's availability; repeated every few seconds, forgotten after three misses.</summary>
    [Alias("Renew"), OneWay] Task Renew(Availability availability);

    /// <summary>An offer comes back unanswered by a yes.</summary>
    /// <param name="offer">Which.</param>
    /// <param name="staff">From whom.</param>
    /// <param name="how">By the specialist's will or not: who declined is asked again only after the others.</param>
    [Alias("Returned"), OneWay] Task Returned(OfferId offer, StaffId staff, OfferReturn how);

    /// <summary>Says how many are on duty and how many wait.</summary>
    [Alias("Coverage")] Task<QueueCoverage> Coverage();

    /// <summary>Says who is there: connected and not off duty, on a break, too.</summary>
    [Alias("Here")] Task<StaffId[]> Here();

    /// <summary>Says how it goes here, for those who look at the whole service: asked at intervals, by one grain.</summary>
    /// <param name="target">The wait beyond which somebody is late.</param>
    [Alias("Look")] Task<QueueLook> Look(TimeSpan target);
}

/// <summary>How an offer came back.</summary>
public enum OfferReturn
{
    /// <summary>The specialist declined it.</summary>
    Declined,

    /// <summary>It was shown, and nobody answered in time.</summary>
    Missed,

    /// <summary>It never was the specialist's choice: switched to another duty, or no page had shown it.</summary>
    TakenBack,
}

/// <summary>A session in a queue, as its row says.</summary>
/// <param name="SessionId">Which.</param>
/// <param name="Ticket">The sequence at which the waiting began.</param>
/// <param name="Mode">How the patient wants to talk.</param>
/// <param name="Patient">The person; null while nobody is chosen.</param>
/// <param name="Reason">The transfer's reason, or null.</param>
/// <param name="Wait">The wait.</param>
/// <param name="Presence">Whether the patient is there, or comes when called; only then the session is offered. The place is kept.</param>
/// <param name="Insurer">The session's insurer, or null.</param>
/// <param name="SignedIn">Whether the caller is signed in, as with a person who is still to be chosen.</param>
[GenerateSerializer, Immutable, Alias("WaitingSession")]
public sealed record WaitingSession(
    [property: Id(0)] SessionId SessionId,
    [property: Id(1)] long Ticket,
    [property: Id(6)] SessionMode Mode,
    [property: Id(7)] SessionPatientView? Patient,
    [property: Id(8)] string? Reason,
    [property: Id(12)] Wait Wait,
    [property: Id(13)] Presence Presence,
    [property: Id(14)] NamedInsurer? Insurer = null,
    [property: Id(15)] bool SignedIn = false)
{
    /// <summary>Whether somebody may be asked to answer: the patient is there, or comes when called.</summary>
    public bool MayBeAnswered => Presence is Presence.Here or Presence.Aside;
}

/// <summary>A specialist's free capacity.</summary>
/// <param name="Staff">The staff member.</param>
/// <param name="OnDuty">On duty and connected: covers the queue even when busy.</param>
/// <param name="FreeUnits">Free capacity: a chat takes one unit, a call all of them.</param>
/// <param name="Units">Capacity in all.</param>
/// <param name="IdleSince">Since when nothing was taken: the longest idle is asked first.</param>
/// <param name="IsWrappingUp">Finishing a conclusion: covers the queue, and gets no offers meanwhile.</param>
/// <param name="WrapUpUntil">When that ends at the latest, or null.</param>
/// <param name="IsOnPhone">Talking with somebody by phone: covers the queue, and gets no offers meanwhile, not even of returning patients.</param>
/// <param name="KeptFreeFor">The start of a booking with which a consultation that began now might collide: covers the queue, and gets no offers meanwhile. Null while none is near.</param>
/// <param name="Name">Full name, for colleagues.</param>
/// <param name="IsHere">Connected and not off duty: on a break of one's own, too, but not where offers were missed.</param>
/// <param name="Duty">The duty as it stands.</param>
/// <param name="DutySince">Since when; null from a silo of an earlier version, and where it was not kept.</param>
/// <param name="IsConnected">Whether any page of theirs is open.</param>
/// <param name="Desk">The desk at which they work.</param>
/// <param name="IsBeyondTaken">A returning patient has the one place beyond the capacity: no other one is offered where no unit is free.</param>
[GenerateSerializer, Immutable, Alias("Availability")]
public sealed record Availability(
    [property: Id(0)] StaffId Staff,
    [property: Id(1)] bool OnDuty,
    [property: Id(2)] int FreeUnits,
    [property: Id(3)] int Units,
    [property: Id(4)] DateTimeOffset IdleSince,
    [property: Id(5)] bool IsWrappingUp = false,
    [property: Id(6)] DateTimeOffset? WrapUpUntil = null,
    [property: Id(7)] bool IsOnPhone = false,
    [property: Id(8)] DateTimeOffset? KeptFreeFor = null,
    [property: Id(9)] string Name = "",
    [property: Id(10)] bool IsHere = false,
    [property: Id(11)] Duty Duty = Duty.Off,
    [property: Id(12)] DateTimeOffset? DutySince = null,
    [property: Id(13)] bool IsConnected = false,
    [property: Id(14)] Desk Desk = Desk.Consultant,
    [property: Id(15)] bool IsBeyondTaken = false)
{
    /// <summary>Whether offers come to them at all, free units or not.</summary>
    public bool TakesOffers => OnDuty && !IsWrappingUp && !IsOnPhone && KeptFreeFor is null;
}

/// <summary>How a queue is covered.</summary>
/// <param name="Queue">Which.</param>
/// <param name="OnDuty">Specialists on duty and connected; those who finish a conclusion are.</param>
/// <param name="Waiting">People waiting.</param>
/// <param name="Now">The platform's clock.</param>
/// <param name="EstimatedWaitSeconds">Expected wait of a newcomer; null when it can't be told.</param>
/// <param name="WrappingUp">How many of those on duty finish a conclusion, and get no offers meanwhile.</param>
/// <param name="WrapUpEndsAt">When the first of them is free at the latest; null when nobody finishes one.</param>
/// <param name="KeptFree">How many of those on duty are kept free for a booked patient, and get no offers meanwhile.</param>
/// <param name="KeptFreeFor">When the first of their booked consultations begins; null when nobody is kept free.</param>
/// <param name="Names">The names of those on duty, in order, at most 10; null from a silo of an earlier version.</param>
[GenerateSerializer, Immutable, Alias("QueueCoverage")]
public sealed record QueueCoverage(
    [property: Id(0)] QueueKind Queue,
    [property: Id(1)] int OnDuty,
    [property: Id(2)] int Waiting,
    [property: Id(3)] DateTimeOffset Now,
    [property: Id(4)] int? EstimatedWaitSeconds = null,
    [property: Id(5)] int WrappingUp = 0,
    [property: Id(6)] DateTimeOffset? WrapUpEndsAt = null,
    [property: Id(7)] int KeptFree = 0,
    [property: Id(8)] DateTimeOffset? KeptFreeFor = null,
    [property: Id(9)] string[]? Names = null);

/// <summary>A patient's place.</summary>
/// <param name="Position">From 1; exact up to 20, in steps after that.</param>
/// <param name="EstimatedWaitSeconds">Expected wait; null when it can't be told.</param>
/// <param name="Covered">False when nobody is on duty (S3.3).</param>
/// <param name="Now">The platform's clock.</param>
[GenerateSerializer, Immutable, Alias("QueuePositionView")]
public sealed record QueuePositionView([property: Id(0)] int Position, [property: Id(1)] int? EstimatedWaitSeconds, [property: Id(2)] bool Covered, [property: Id(3)] DateTimeOffset Now);
