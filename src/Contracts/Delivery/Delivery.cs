using Orleans.Concurrency;

namespace Medzdrav.Contracts;

/// <summary>A gateway process, as silos call it. Calls arrive one after another, so every one only puts into queues and returns.</summary>
[Alias("IGatewayObserver")]
public interface IGatewayObserver : IGrainObserver
{
    /// <summary>Writes events to connections.</summary>
    [Alias("Deliver"), OneWay] Task Deliver(SessionPush push);

    /// <summary>Relays something that is not kept: typing, signalling.</summary>
    [Alias("Relay"), OneWay] Task Relay(RelayPush push);

    /// <summary>Tells waiting patients where they stand; the gateway knows their connections.</summary>
    [Alias("Positions"), OneWay] Task Positions(PositionPush[] positions);

    /// <summary>Tells all staff connections how a queue is covered.</summary>
    [Alias("Coverage"), OneWay] Task Coverage(QueueCoverage coverage);

    /// <summary>Writes to a specialist's tabs.</summary>
    [Alias("ToStaff"), OneWay] Task ToStaff(StaffPush push);

    /// <summary>A session was activated: tell it which connections joined it (<see cref="ISessionAttendance.Reattach"/>).</summary>
    [Alias("WhoHas"), OneWay] Task WhoHas(SessionId session);
}

/// <summary>Events of one session for connections of one gateway.</summary>
/// <param name="SessionId">Which session.</param>
/// <param name="Events">As staff see them.</param>
/// <param name="PatientEvents">As the patient sees them; the same array when nothing is hidden.</param>
/// <param name="StaffConnections">Who gets the first.</param>
/// <param name="PatientConnections">Who gets the second.</param>
[GenerateSerializer, Immutable, Alias("SessionPush")]
public sealed record SessionPush(
    [property: Id(0)] SessionId SessionId,
    [property: Id(1)] SessionEventView[] Events,
    [property: Id(2)] SessionEventView[] PatientEvents,
    [property: Id(3)] string[] StaffConnections,
    [property: Id(4)] string[] PatientConnections);

/// <summary>A passing notice of one session.</summary>
/// <param name="SessionId">Which session.</param>
/// <param name="From">Whose.</param>
/// <param name="Connections">For whom.</param>
[GenerateSerializer, Immutable, Alias("RelayPush")]
public sealed record RelayPush([property: Id(0)] SessionId SessionId, [property: Id(1)] ParticipantId From, [property: Id(2)] string[] Connections);

/// <summary>Where one waiting session stands.</summary>
/// <param name="SessionId">Which.</param>
/// <param name="Position">Where.</param>
[GenerateSerializer, Immutable, Alias("PositionPush")]
public readonly record struct PositionPush([property: Id(0)] SessionId SessionId, [property: Id(1)] QueuePositionView Position);

/// <summary>Something for a specialist's tabs; exactly one of the notices is set.</summary>
/// <param name="Connections">Which tabs.</param>
/// <param name="Offer">A new offer, or null.</param>
/// <param name="OfferGone">An offer that is gone, or null.</param>
/// <param name="Duty">A changed duty, or null.</param>
[GenerateSerializer, Immutable, Alias("StaffPush")]
public sealed record StaffPush([property: Id(0)] string[] Connections, [property: Id(1)] OfferView? Offer = null, [property: Id(2)] OfferGoneNotice? OfferGone = null, [property: Id(3)] DutyNotice? Duty = null);

/// <summary>An offer is gone.</summary>
/// <param name="OfferId">Which.</param>
/// <param name="Why">Why.</param>
[GenerateSerializer, Immutable, Alias("OfferGoneNotice")]
public sealed record OfferGoneNotice([property: Id(0)] OfferId OfferId, [property: Id(1)] OfferGoneReason Why);

/// <summary>The duty changed.</summary>
/// <param name="Duty">How it stands.</param>
/// <param name="Why">Why.</param>
[GenerateSerializer, Immutable, Alias("DutyNotice")]
public sealed record DutyNotice([property: Id(0)] DutyView Duty, [property: Id(1)] DutyChangeReason Why);

/// <summary>A gateway's sign of life.</summary>
/// <param name="Gateway">Which process.</param>
/// <param name="Observer">How to call it.</param>
/// <param name="RenewedAt">When it was last heard, by the silo's clock.</param>
[GenerateSerializer, Immutable, Alias("GatewayLease")]
public sealed record GatewayLease([property: Id(0)] GatewayId Gateway, [property: Id(1)] IGatewayObserver Observer, [property: Id(2)] DateTimeOffset RenewedAt);

/// <summary>All live gateways of the cluster; each silo mirrors it. One grain, key 0.</summary>
[Alias("IGatewaysGrain")]
public interface IGatewaysGrain : IGrainWithIntegerKey
{
    /// <summary>Registers the gateway or renews its lease (10 s); called every 3 s.</summary>
    [Alias("Renew")] Task Renew(GatewayId gateway, IGatewayObserver observer);

    /// <summary>Takes the gateway off at a clean stop.</summary>
    [Alias("Leave")] Task Leave(GatewayId gateway);

    /// <summary>The live ones.</summary>
    [Alias("All")] Task<GatewayLease[]> All();
}

/// <summary>Where sessions stand in storage, for many at once: closes the last hole of a best-effort push. Stateless, any key.</summary>
[Alias("IJournalHeadsGrain")]
public interface IJournalHeadsGrain : IGrainWithIntegerKey
{
    /// <summary>The last stored sequence of each of these sessions, at most 1,000 at once; unknown ones are left out.</summary>
    [Alias("Heads")] Task<JournalHead[]> Heads(SessionId[] sessions);
}

/// <summary>Where one session stands.</summary>
/// <param name="SessionId">Which.</param>
/// <param name="Sequence">Its last stored event.</param>
[GenerateSerializer, Immutable, Alias("JournalHead")]
public readonly record struct JournalHead([property: Id(0)] SessionId SessionId, [property: Id(1)] long Sequence);
