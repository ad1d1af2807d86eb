using System.Text.Json.Serialization;

namespace Medzdrav.Contracts;

/// <summary>Policies that an insurer's program sends one by one (<c>POST /api/policies</c>). Stateless, key 0.</summary>
[Alias("IPolicyEntryGrain")]
public interface IPolicyEntryGrain : IGrainWithIntegerKey
{
    /// <summary>Makes or changes a policy of this insurer, and nothing of another's. Idempotent by number.</summary>
    /// <returns>The outcome, or refused: invalid, with what is wrong as the message.</returns>
    [Alias("Enter")] Task<Reply<PolicyEntered>> Enter(InsurerId insurer, PolicySent policy);
}

/// <summary>A policy as an insurer's program sends it (S2.1).</summary>
/// <param name="Number">The insurer's number: unique among its own.</param>
/// <param name="PurchasedOn">Day of purchase, <c>2026-12-31</c>.</param>
/// <param name="ValidFrom">First day.</param>
/// <param name="ValidTo">Last day.</param>
/// <param name="Name">Full name.</param>
/// <param name="BirthDate">Birth date.</param>
/// <param name="Sex"><c>female</c> or <c>male</c>.</param>
/// <param name="Phone">The mobile number in any common form; null where it is not known: one that is known is kept.</param>
[GenerateSerializer, Immutable, Alias("PolicySent")]
public sealed record PolicySent(
    [property: Id(0)] string? Number,
    [property: Id(1)] string? PurchasedOn,
    [property: Id(2)] string? ValidFrom,
    [property: Id(3)] string? ValidTo,
    [property: Id(4)] string? Name,
    [property: Id(5)] string? BirthDate,
    [property: Id(6)] string? Sex,
    [property: Id(7)] string? Phone);

/// <summary>The outcome of sending a policy.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<PolicyOutcome>))]
public enum PolicyOutcome
{
    /// <summary>It is new.</summary>
    Created,

    /// <summary>It changed.</summary>
    Updated,

    /// <summary>It stood so already.</summary>
    Unchanged,
}

/// <summary>The answer to a policy that was sent.</summary>
/// <param name="Outcome">The outcome.</param>
/// <param name="Noted">A remark as a sentence: the parts of it that were not taken over, because another insurer of that person says otherwise, or that letters of two alphabets stand in a name or number; null without one.</param>
[GenerateSerializer, Immutable, Alias("PolicyEntered")]
public sealed record PolicyEntered([property: Id(0)] PolicyOutcome Outcome, [property: Id(1)] string? Noted);
