namespace Medzdrav.Contracts;

/// <summary>An open session of an account.</summary>
/// <param name="SessionId">Which.</param>
/// <param name="PatientId">For whom; null until chosen.</param>
/// <param name="Phase">Where it stands.</param>
[GenerateSerializer, Immutable, Alias("OpenSessionView")]
public sealed record OpenSessionView([property: Id(0)] SessionId SessionId, [property: Id(1)] PatientId? PatientId, [property: Id(2)] SessionPhase Phase);

/// <summary>An account and its people.</summary>
/// <param name="Phone">The login, E.164.</param>
/// <param name="Patients">Its insured persons, eldest first; empty for a phone that no policy knows (S1.5).</param>
/// <param name="OpenSessions">The sessions that are open now.</param>
/// <param name="Now">The platform's clock.</param>
[GenerateSerializer, Immutable, Alias("AccountView")]
public sealed record AccountView(
    [property: Id(0)] string Phone,
    [property: Id(1)] PatientView[] Patients,
    [property: Id(2)] OpenSessionView[] OpenSessions,
    [property: Id(3)] DateTimeOffset Now);
