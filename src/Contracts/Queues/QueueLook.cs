namespace Medzdrav.Contracts;

/// <summary>A queue for those who look at the whole service: its coverage, and the most important of the rest.</summary>
/// <param name="Coverage">How it is covered.</param>
/// <param name="LongestSince">Since when the one waits who waits longest; null when nobody does.</param>
/// <param name="Late">How many wait longer than was asked about.</param>
/// <param name="Waiting">The sessions that come next, in order, at most 200.</param>
/// <param name="Specialists">The specialists as they said last, at most 500.</param>
[GenerateSerializer, Immutable, Alias("QueueLook")]
public sealed record QueueLook(
    [property: Id(0)] QueueCoverage Coverage,
    [property: Id(1)] DateTimeOffset? LongestSince,
    [property: Id(2)] int Late,
    [property: Id(3)] WaitingLook[] Waiting,
    [property: Id(4)] SpecialistLook[] Specialists);

/// <summary>A waiting session.</summary>
/// <param name="SessionId">Which.</param>
/// <param name="Presence">Whether its patient is there.</param>
/// <param name="Place">The place in the whole queue, from 1; 0 from a silo of an earlier version.</param>
[GenerateSerializer, Immutable, Alias("WaitingLook")]
public readonly record struct WaitingLook([property: Id(0)] SessionId SessionId, [property: Id(1)] Presence Presence, [property: Id(2)] int Place = 0);

/// <summary>A specialist as a queue knows them.</summary>
/// <param name="Availability">Their last word.</param>
/// <param name="BusySince">Since when they are with somebody; null when they are not.</param>
/// <param name="IsAsked">Whether an offer rings at their desk.</param>
[GenerateSerializer, Immutable, Alias("SpecialistLook")]
public sealed record SpecialistLook([property: Id(0)] Availability Availability, [property: Id(1)] DateTimeOffset? BusySince, [property: Id(2)] bool IsAsked);
