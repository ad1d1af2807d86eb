using System.Text.Json.Serialization;

namespace Medzdrav.Contracts;

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

/// <summary>An offer as it rings on the specialist's tabs.</summary>
/// <param name="OfferId">Answer it by this.</param>
/// <param name="SessionId">Which session.</param>
/// <param name="Mode">How the patient wants to talk.</param>
/// <param name="Kind">Which leg it would be.</param>
/// <param name="ExpiresAt">When the next specialist is asked; null for one that is for this specialist only, and rings until it is answered or withdrawn.</param>
/// <param name="Patient">The person who waits; null while nobody is chosen.</param>
/// <param name="Reason">The consultant's words; null for a first contact.</param>
/// <param name="WaitingSince">Since when the patient waits.</param>
/// <param name="Now">The platform's clock.</param>
/// <param name="Insurer">The session's insurer, or null.</param>
/// <param name="SignedIn">Whether the caller is signed in, as with a person who is still to be chosen.</param>
/// <param name="Appointment">The booking that the session carries, or null.</param>
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
    [property: Id(8)] DateTimeOffset Now,
    [property: Id(9)] NamedInsurer? Insurer = null,
    [property: Id(10)] bool SignedIn = false,
    [property: Id(11)] BookedConsultation? Appointment = null);

/// <summary>A waiting session held out to one specialist for a short time.</summary>
/// <param name="Offer">The offer as the tabs show it.</param>
/// <param name="Ticket">The wait it belongs to.</param>
/// <param name="Queue">Which queue asks.</param>
/// <param name="Exceeding">True when a returning patient may exceed the capacity by one.</param>
/// <param name="IsPersonal">True when it is for this specialist only: a booked patient. No queue asks then.</param>
[GenerateSerializer, Immutable, Alias("OfferLease")]
public sealed record OfferLease([property: Id(0)] OfferView Offer, [property: Id(1)] long Ticket, [property: Id(2)] QueueKind Queue, [property: Id(3)] bool Exceeding, [property: Id(4)] bool IsPersonal = false);

/// <summary>The answer to an answered offer.</summary>
/// <param name="View">The session, when accepted; null when declined.</param>
[GenerateSerializer, Immutable, Alias("OfferAnswer")]
public sealed record OfferAnswer([property: Id(0)] SessionView? View);
