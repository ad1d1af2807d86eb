namespace Medzdrav.Contracts;

/// <summary>A session on a specialist's desk.</summary>
/// <param name="SessionId">Which.</param>
/// <param name="PatientName">The person's name; null when not signed in.</param>
/// <param name="Mode">How they talk.</param>
/// <param name="Phase">Where it stands.</param>
/// <param name="Since">When this specialist's leg began.</param>
/// <param name="Insurer">The session's insurer, or null.</param>
[GenerateSerializer, Immutable, Alias("DeskSession")]
public sealed record DeskSession([property: Id(0)] SessionId SessionId, [property: Id(1)] string? PatientName, [property: Id(2)] SessionMode Mode, [property: Id(3)] SessionPhase Phase, [property: Id(4)] DateTimeOffset Since, [property: Id(5)] NamedInsurer? Insurer = null);

/// <summary>All that a specialist's page shows when it opens.</summary>
/// <param name="Staff">The staff member.</param>
/// <param name="Duty">The switch.</param>
/// <param name="Offers">The offers that ring.</param>
/// <param name="Sessions">The open sessions with them.</param>
/// <param name="AwaitingSignature">A doctor's consultations whose conclusion is not signed yet, oldest first: an entry for each, with that consultation alone.</param>
/// <param name="Now">The platform's clock.</param>
[GenerateSerializer, Immutable, Alias("DeskView")]
public sealed record DeskView(
    [property: Id(0)] StaffView Staff,
    [property: Id(1)] DutyView Duty,
    [property: Id(2)] OfferView[] Offers,
    [property: Id(3)] DeskSession[] Sessions,
    [property: Id(4)] CalendarEntry[] AwaitingSignature,
    [property: Id(5)] DateTimeOffset Now);
