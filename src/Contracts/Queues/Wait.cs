using System.Text.Json.Serialization;

namespace Medzdrav.Contracts;

/// <summary>A wait for a specialist, as one value: the event <c>queued</c>, the session's state, its row and the queue's line all hold this record. The wait's ticket is the sequence of that event.</summary>
/// <param name="For">The queue or staff member that is awaited.</param>
/// <param name="Next">Which leg comes when somebody answers.</param>
/// <param name="Terms">The terms of that leg; the leg copies them when it starts.</param>
/// <param name="Since">When the waiting began.</param>
/// <param name="AtHead">True for those who were with somebody already: they come before all first-time callers.</param>
/// <param name="Preferred">The specialist who comes first if free, or null for anybody.</param>
/// <param name="PreferredUntil">Until when the others are not asked; null without a preferred one.</param>
/// <param name="Avoided">The specialist who handed the patient over and is not asked again while anybody else is on duty; null for nobody.</param>
/// <param name="Companion">The consultant who stays with the patient meanwhile; null for nobody.</param>
/// <param name="Priority">Among those at the head, and among all others, the higher number comes first. Default 0; 1 for a booking whose time is near.</param>
/// <param name="Booked">The booking that the session carries, for whoever answers; null without one.</param>
[GenerateSerializer, Immutable, Alias("Wait")]
public sealed record Wait(
    [property: Id(0)] Awaited For,
    [property: Id(1)] LegKind Next,
    [property: Id(2)] LegTerms Terms,
    [property: Id(3)] DateTimeOffset Since,
    [property: Id(4)] bool AtHead = false,
    [property: Id(5)] StaffId? Preferred = null,
    [property: Id(6)] DateTimeOffset? PreferredUntil = null,
    [property: Id(7)] StaffId? Avoided = null,
    [property: Id(8)] StaffSnapshot? Companion = null,
    [property: Id(9)] int Priority = 0,
    [property: Id(10)] BookedConsultation? Booked = null)
{
    /// <summary>The priority of those whose booking is near: before plain contacts, after those who were with somebody already.</summary>
    public const int BookedPriority = 1;

    /// <summary>The priority of those whom a supervisor raised: before all others but those who were with somebody already.</summary>
    public const int RaisedPriority = 2;
}

/// <summary>The awaited: anybody who answers a queue, or one staff member. Exactly one of the two is set.</summary>
/// <param name="Queue">The queue, or null.</param>
/// <param name="Staff">The staff member, or null.</param>
[GenerateSerializer, Immutable, Alias("Awaited")]
public sealed record Awaited([property: Id(0)] QueueKind? Queue, [property: Id(1)] StaffId? Staff = null)
{
    /// <summary>Anybody who answers a queue.</summary>
    public static Awaited In(QueueKind queue) => new(queue);

    /// <summary>A certain staff member.</summary>
    public static Awaited Only(StaffId staff) => new(null, staff);

    /// <summary>Whether this specialist is meant.</summary>
    public bool Means(StaffSnapshot specialist) => Staff is { } one ? one == specialist.StaffId : Queue == specialist.Queue;
}

/// <summary>The terms of a leg, chosen where the wait for it begins.</summary>
/// <param name="Kind">Which terms.</param>
/// <param name="Limit">How long the leg lasts at most; null for as long as it takes.</param>
/// <param name="Warnings">How long before the limit both sides are warned; empty without a limit.</param>
[GenerateSerializer, Immutable, Alias("LegTerms")]
public sealed record LegTerms([property: Id(0)] TermsKind Kind, [property: Id(1)] TimeSpan? Limit, [property: Id(2)] TimeSpan[] Warnings)
{
    /// <summary>No limit: intake and follow-up.</summary>
    public static readonly LegTerms Unlimited = new(TermsKind.Unlimited, null, []);

    /// <summary>An urgent consultation (S3.4).</summary>
    public static LegTerms Urgent(TimeSpan limit, TimeSpan[] warnings) => new(TermsKind.Urgent, limit, warnings);

    /// <summary>A booked consultation (S4.5).</summary>
    public static LegTerms Booked(TimeSpan limit, TimeSpan[] warnings) => new(TermsKind.Booked, limit, warnings);

    /// <inheritdoc />
    public bool Equals(LegTerms? other) => other is not null && Kind == other.Kind && Limit == other.Limit && Warnings.AsSpan().SequenceEqual(other.Warnings);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Kind, Limit, Warnings.Length);
}

/// <summary>Kinds of terms.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<TermsKind>))]
public enum TermsKind
{
    /// <summary>As long as it takes.</summary>
    Unlimited,

    /// <summary>An urgent consultation (S3.4).</summary>
    Urgent,

    /// <summary>A booked consultation (S4.5).</summary>
    Booked,
}

/// <summary>Whether a waiting patient is there to be answered.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<Presence>))]
public enum Presence
{
    /// <summary>Not connected yet since the session was opened, as far as is known here.</summary>
    Awaited,

    /// <summary>Connected, or reached by phone.</summary>
    Here,

    /// <summary>Was told to the others as dropped, and has not come back; or did not come when called.</summary>
    Away,

    /// <summary>Put the page aside, and is called back when somebody answers: may be offered. Rows say <see cref="Awaited"/> instead, for which queues ask the session.</summary>
    Aside,
}
