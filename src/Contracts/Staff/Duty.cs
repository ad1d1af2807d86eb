using System.Text.Json.Serialization;

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

    /// <summary>The member's posts changed, or the member was signed out everywhere.</summary>
    StandingChanged,

    /// <summary>A supervisor sent them on a break.</summary>
    SentToBreak,
}

/// <summary>The duty as it stands.</summary>
/// <param name="Duty">On, away, off, wrapping up.</param>
/// <param name="Until">When a wrap-up ends by itself; null otherwise.</param>
/// <param name="Now">The platform's clock.</param>
/// <param name="Why">Why it became so; it stays until the duty changes again.</param>
[GenerateSerializer, Immutable, Alias("DutyView")]
public sealed record DutyView(
    [property: Id(0)] Duty Duty, [property: Id(1)] DateTimeOffset? Until, [property: Id(2)] DateTimeOffset Now, [property: Id(3)] DutyChangeReason Why = DutyChangeReason.Switched);
