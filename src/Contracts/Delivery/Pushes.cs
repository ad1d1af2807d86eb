namespace Medzdrav.Contracts;

/// <summary>Events of one session for connections of one gateway.</summary>
/// <param name="SessionId">Which session.</param>
/// <param name="Events">As staff see them.</param>
/// <param name="PatientEvents">As the patient sees them; the same array when nothing is hidden.</param>
/// <param name="StaffConnections">Connections that get the first.</param>
/// <param name="PatientConnections">Connections that get the second.</param>
[GenerateSerializer, Immutable, Alias("SessionPush")]
public sealed record SessionPush(
    [property: Id(0)] SessionId SessionId,
    [property: Id(1)] SessionEventView[] Events,
    [property: Id(2)] SessionEventView[] PatientEvents,
    [property: Id(3)] string[] StaffConnections,
    [property: Id(4)] string[] PatientConnections);

/// <summary>A passing notice of one session.</summary>
/// <param name="SessionId">Which session.</param>
/// <param name="From">The participant whom it comes from.</param>
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
/// <param name="CallGone">A call to a patient that is over, or null.</param>
/// <param name="Online">The patients in sight who are on the platform, or null.</param>
[GenerateSerializer, Immutable, Alias("StaffPush")]
public sealed record StaffPush(
    [property: Id(0)] string[] Connections, [property: Id(1)] OfferView? Offer = null, [property: Id(2)] OfferGoneNotice? OfferGone = null, [property: Id(3)] DutyNotice? Duty = null, [property: Id(4)] CallGoneNotice? CallGone = null, [property: Id(5)] OnlinePatients? Online = null);

/// <summary>A call to an account rings, or is over; exactly one of the two is set.</summary>
/// <param name="Account">The account whose connections are told.</param>
/// <param name="Call">The call, or null.</param>
/// <param name="Gone">The end of a call, or null.</param>
[GenerateSerializer, Immutable, Alias("RingPush")]
public sealed record RingPush([property: Id(0)] AccountId Account, [property: Id(1)] IncomingCallView? Call, [property: Id(2)] CallGoneNotice? Gone = null);

/// <summary>A booking was made or changed; for whom that is news.</summary>
/// <param name="AppointmentId">Which.</param>
/// <param name="Version">The version that stands now.</param>
/// <param name="Account">The account that holds the person; null where the person has no number.</param>
/// <param name="Doctors">The doctor, and the one of before.</param>
[GenerateSerializer, Immutable, Alias("AppointmentPush")]
public sealed record AppointmentPush([property: Id(0)] AppointmentId AppointmentId, [property: Id(1)] long Version, [property: Id(2)] AccountId? Account, [property: Id(3)] StaffId[] Doctors);

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

/// <summary>A session that the platform opened at the start of a booking (S4.8).</summary>
/// <param name="Account">The account whose connections are told.</param>
/// <param name="SessionId">Which session.</param>
/// <param name="Appointment">The booking that it carries.</param>
[GenerateSerializer, Immutable, Alias("OpenedPush")]
public sealed record OpenedPush([property: Id(0)] AccountId Account, [property: Id(1)] SessionId SessionId, [property: Id(2)] BookedConsultation Appointment);
