using System.Text.Json.Serialization;

namespace Medzdrav.Contracts;

/// <summary>The finding of «Проверка связи» shortly before the call (S1.4); for staff.</summary>
/// <param name="Mode">The advice: video, audio, chat or phone.</param>
/// <param name="Browser">Name, version, kind of device; at most 60 characters.</param>
/// <param name="Results">Its lines, at most 12.</param>
[GenerateSerializer, Immutable, Alias("ConnectionCheck")]
public sealed record ConnectionCheck([property: Id(0)] SessionMode Mode, [property: Id(1)] string Browser, [property: Id(2)] CheckResult[] Results);

/// <summary>A line of a connection check.</summary>
/// <param name="Check">Which: browser, microphone, camera, sound, speed, server, relay.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Detail">A short sentence, at most 120 characters.</param>
[GenerateSerializer, Immutable, Alias("CheckResult")]
public sealed record CheckResult([property: Id(0)] string Check, [property: Id(1)] CheckOutcome Outcome, [property: Id(2)] string Detail);

/// <summary>How a line of a connection check ended.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<CheckOutcome>))]
public enum CheckOutcome
{
    /// <summary>Good.</summary>
    Pass,

    /// <summary>It will do, with limits.</summary>
    Warn,

    /// <summary>It will not do.</summary>
    Fail,
}
