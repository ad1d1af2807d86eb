using System.Text.Json.Serialization;

namespace Medzdrav.Contracts;

/// <summary>How a call went, as one side's browser saw it. No media, no addresses, no device names.</summary>
/// <param name="CallId">Which call.</param>
/// <param name="With">The participant at the other end.</param>
/// <param name="Stage">Connected, or over.</param>
/// <param name="Mode">Audio or video.</param>
/// <param name="ConnectMs">From <see cref="CallReady"/> to the first connected moment, in ms; null when it never connected.</param>
/// <param name="Seconds">How long it was connected, in s.</param>
/// <param name="Drops">How often media stopped.</param>
/// <param name="Recoveries">How often they came back.</param>
/// <param name="LossPercent">Packets lost of those that should have come, 0 to 100.</param>
/// <param name="RoundTripMs">Median round trip in ms; null when unknown.</param>
/// <param name="KbitPerSecond">Mean received, in kbit/s.</param>
/// <param name="Freezes">How often the other side's picture froze.</param>
/// <param name="Relayed">Whether it went through the relay.</param>
/// <param name="Hindrance">Why this side can have no call at all; null when it can. For the others, who wait for it.</param>
[GenerateSerializer, Immutable, Alias("CallReport")]
public sealed record CallReport(
    [property: Id(0)] string CallId,
    [property: Id(1)] ParticipantId With,
    [property: Id(2)] CallStage Stage,
    [property: Id(3)] SessionMode Mode,
    [property: Id(4)] int? ConnectMs,
    [property: Id(5)] int Seconds,
    [property: Id(6)] int Drops,
    [property: Id(7)] int Recoveries,
    [property: Id(8)] double LossPercent,
    [property: Id(9)] int? RoundTripMs,
    [property: Id(10)] int KbitPerSecond,
    [property: Id(11)] int Freezes,
    [property: Id(12)] bool Relayed,
    [property: Id(13)] CallHindrance? Hindrance = null);

/// <summary>When in a call a report was made.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<CallStage>))]
public enum CallStage
{
    /// <summary>The two have just met.</summary>
    Connected,

    /// <summary>It is over, or gave way to the next one.</summary>
    Ended,

    /// <summary>It never came about.</summary>
    Failed,
}

/// <summary>Why a page can have no call at all.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<CallHindrance>))]
public enum CallHindrance
{
    /// <summary>Its browser has no calls.</summary>
    Unsupported,
}
