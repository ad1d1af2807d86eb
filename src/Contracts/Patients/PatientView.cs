namespace Medzdrav.Contracts;

/// <summary>An insured person of an account.</summary>
/// <param name="PatientId">The insured person.</param>
/// <param name="Name">Full name.</param>
/// <param name="BirthDate">As in the policy.</param>
/// <param name="Policy">The policy valid today, else the latest; null without any.</param>
/// <param name="Consent">The consent version in force with that policy's insurer; null without one, and where the text was changed since: it is asked for again at the next contact.</param>
/// <param name="Policies">All policies valid today, else the latest; a person may have some of several insurers.</param>
/// <param name="Consents">All consents in force.</param>
/// <param name="Withdrawn">Of each insurer to whom none stands any more, the consent withdrawn last; null where an earlier version did not say.</param>
[GenerateSerializer, Immutable, Alias("PatientView")]
public sealed record PatientView(
    [property: Id(0)] PatientId PatientId,
    [property: Id(1)] string Name,
    [property: Id(2)] DateOnly BirthDate,
    [property: Id(3)] PolicyView? Policy,
    [property: Id(4)] string? Consent,
    [property: Id(5)] PolicyView[] Policies,
    [property: Id(6)] StandingConsent[] Consents,
    [property: Id(7)] WithdrawnConsent[]? Withdrawn = null);

/// <summary>A policy.</summary>
/// <param name="Number">The insurer's number.</param>
/// <param name="ValidFrom">First day.</param>
/// <param name="ValidTo">Last day.</param>
/// <param name="ValidToday">Whether today lies between.</param>
/// <param name="Insurer">The insurer whose policy it is.</param>
[GenerateSerializer, Immutable, Alias("PolicyView")]
public sealed record PolicyView([property: Id(0)] string Number, [property: Id(1)] DateOnly ValidFrom, [property: Id(2)] DateOnly ValidTo, [property: Id(3)] bool ValidToday, [property: Id(4)] NamedInsurer Insurer);
