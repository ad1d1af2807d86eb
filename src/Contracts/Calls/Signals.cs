using System.Text.Json.Serialization;

namespace Medzdrav.Contracts;

/// <summary>The word of one side's browser to the other's while connecting. Relayed as it is and never kept or logged.</summary>
/// <param name="Json">UTF-8 JSON: <c>{callId, description}</c> or <c>{callId, candidate}</c> in W3C shapes, or <c>{callId, candidate: null, restart: true}</c>, which asks the other side to restart ICE; at most <see cref="MaxBytes"/>.</param>
[GenerateSerializer, Immutable, Alias("SignalPayload"), JsonConverter(typeof(SignalPayloadJsonConverter))]
public sealed record SignalPayload([property: Id(0)] byte[] Json)
{
    /// <summary>The longest payload, in bytes: descriptions have some 5 KiB.</summary>
    public const int MaxBytes = 64 * 1024;
}

/// <summary>Both sides of a call are there: connect.</summary>
/// <param name="CallId">New for each connecting; signals of other calls are none of this one's.</param>
/// <param name="With">With whom.</param>
/// <param name="Polite">Whether this side gives way when both begin (perfect negotiation): the patient does.</param>
/// <param name="Mode">Audio or video.</param>
[GenerateSerializer, Immutable, Alias("CallReady")]
public sealed record CallReady(
    [property: Id(0)] string CallId, [property: Id(1)] ParticipantId With, [property: Id(2)] bool Polite, [property: Id(3)] SessionMode Mode);

/// <summary>A call that a connection carries, by the participant at its other end.</summary>
/// <param name="With">The other end.</param>
/// <param name="CallId">Which.</param>
[GenerateSerializer, Immutable, Alias("CarriedCall")]
public readonly record struct CarriedCall([property: Id(0)] ParticipantId With, [property: Id(1)] string CallId);

/// <summary>Something about a call for connections of one gateway; exactly one of the notices is set.</summary>
/// <param name="SessionId">Which session.</param>
/// <param name="Connections">For whom.</param>
/// <param name="Ready">Connect, or null.</param>
/// <param name="Signal">A signal, or null.</param>
/// <param name="Left">The participant who hung up, or null.</param>
/// <param name="Taken">Another connection of the same participant carries the call now.</param>
/// <param name="Free">The connection of the same participant that carried the call does so no more, and no other one does.</param>
[GenerateSerializer, Immutable, Alias("CallPush")]
public sealed record CallPush(
    [property: Id(0)] SessionId SessionId,
    [property: Id(1)] string[] Connections,
    [property: Id(2)] CallReady? Ready = null,
    [property: Id(3)] SignalNotice? Signal = null,
    [property: Id(4)] ParticipantId? Left = null,
    [property: Id(5)] bool Taken = false,
    [property: Id(6)] bool Free = false);

/// <summary>Where a participant's call is.</summary>
/// <param name="Carried">Whether a connection of the participant carries it.</param>
/// <param name="Now">The platform's clock.</param>
[GenerateSerializer, Immutable, Alias("CallPlace")]
public sealed record CallPlace([property: Id(0)] bool Carried, [property: Id(1)] DateTimeOffset Now);

/// <summary>A signal on its way.</summary>
/// <param name="From">The participant who signals.</param>
/// <param name="Payload">The payload.</param>
[GenerateSerializer, Immutable, Alias("SignalNotice")]
public sealed record SignalNotice([property: Id(0)] ParticipantId From, [property: Id(1)] SignalPayload Payload);
