using System.Text.Json.Serialization;

namespace Medzdrav.Contracts;

/// <summary>Why two persons may be one.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<MatchReason>))]
public enum MatchReason
{
    /// <summary>The insurer sent a policy number that another person has, with the same name or the same birth date.</summary>
    SameNumber,

    /// <summary>A new policy came with the name and birth date of another person, and with another phone or none.</summary>
    SameName,
}

/// <summary>A consultant's decision about two persons.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<MatchDecision>))]
public enum MatchDecision
{
    /// <summary>«Тот же человек»: the policies are one person's from now on.</summary>
    SamePerson,

    /// <summary>«Другой человек»: both stay.</summary>
    AnotherPerson,
}

/// <summary>A doubt of an import (S2.1): two persons who may be one, both sides.</summary>
/// <param name="TaskId">Its task.</param>
/// <param name="Reason">The reason of the doubt.</param>
/// <param name="Sent">The person as the insurer sent them last; null where they were found to be the same one.</param>
/// <param name="Known">The person who was there before.</param>
/// <param name="Decision">The decision that stands, or null.</param>
/// <param name="DecidedByName">The consultant who decided, or null.</param>
/// <param name="DecidedAt">When, or null.</param>
/// <param name="Now">The platform's clock.</param>
[GenerateSerializer, Immutable, Alias("PersonMatch")]
public sealed record PersonMatch(
    [property: Id(0)] TaskId TaskId,
    [property: Id(1)] MatchReason Reason,
    [property: Id(2)] MatchSide? Sent,
    [property: Id(3)] MatchSide Known,
    [property: Id(4)] MatchDecision? Decision,
    [property: Id(5)] string? DecidedByName,
    [property: Id(6)] DateTimeOffset? DecidedAt,
    [property: Id(7)] DateTimeOffset Now);

/// <summary>Either of the two persons of a doubt.</summary>
/// <param name="PatientId">The insured person.</param>
/// <param name="Name">Full name.</param>
/// <param name="BirthDate">As in the policy.</param>
/// <param name="Sex">As in the policy.</param>
/// <param name="MaskedPhone">The login, all but the last four digits hidden; null without.</param>
/// <param name="Policies">All policies, latest end first.</param>
[GenerateSerializer, Immutable, Alias("MatchSide")]
public sealed record MatchSide(
    [property: Id(0)] PatientId PatientId,
    [property: Id(1)] string Name,
    [property: Id(2)] DateOnly BirthDate,
    [property: Id(3)] Sex Sex,
    [property: Id(4)] string? MaskedPhone,
    [property: Id(5)] PolicyView[] Policies);

/// <summary>The doubts that were decided lately.</summary>
/// <param name="Matches">The latest first; at most 20.</param>
/// <param name="Now">The platform's clock.</param>
[GenerateSerializer, Immutable, Alias("DecidedMatches")]
public sealed record DecidedMatches([property: Id(0)] DecidedMatch[] Matches, [property: Id(1)] DateTimeOffset Now);

/// <summary>A decided doubt. Whom it is about is read with <c>Match</c>.</summary>
/// <param name="TaskId">Its task.</param>
/// <param name="Decision">The decision that stands.</param>
/// <param name="DecidedByName">The consultant who decided.</param>
/// <param name="DecidedAt">When.</param>
[GenerateSerializer, Immutable, Alias("DecidedMatch")]
public sealed record DecidedMatch([property: Id(0)] TaskId TaskId, [property: Id(1)] MatchDecision Decision, [property: Id(2)] string DecidedByName, [property: Id(3)] DateTimeOffset DecidedAt);
