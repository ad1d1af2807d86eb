namespace Medzdrav.Contracts;

/// <summary>The insured person as a session knows them, taken from the records when the person was chosen.</summary>
/// <param name="PatientId">The insured person.</param>
/// <param name="Name">Full name.</param>
/// <param name="BirthDate">As in the policy.</param>
/// <param name="PolicyNumber">The policy valid on that day, at the insurer under whose name the session was opened where there is one; or null (S2.4).</param>
/// <param name="ConsentVersion">The consent of this person that counted with <paramref name="Insurer"/> then: to the text that was sent at that time; or null.</param>
/// <param name="ConsentBy">The name of the one who has to confirm a consent: the person's own, or the representative's for a child; null where the records know none or several, who then say it.</param>
/// <param name="Insurer">The insurer whose policy it is; without one, under whose name the session was opened; null in sessions from before there were several.</param>
[GenerateSerializer, Immutable, Alias("PatientSnapshot")]
public sealed record PatientSnapshot(
    [property: Id(0)] PatientId PatientId,
    [property: Id(1)] string Name,
    [property: Id(2)] DateOnly BirthDate,
    [property: Id(3)] string? PolicyNumber,
    [property: Id(4)] string? ConsentVersion,
    [property: Id(5)] string? ConsentBy,
    [property: Id(6)] NamedInsurer? Insurer = null);

/// <summary>A specialist as a session knows them.</summary>
/// <param name="StaffId">The staff member.</param>
/// <param name="Role">Consultant or doctor.</param>
/// <param name="Name">Full name, shown to the patient.</param>
/// <param name="Queue">The queue they answer; for a doctor also the specialty shown.</param>
/// <param name="Units">Units of capacity: a chat takes one, a call all of them. 0 where an earlier version did not say.</param>
[GenerateSerializer, Immutable, Alias("StaffSnapshot")]
public sealed record StaffSnapshot(
    [property: Id(0)] StaffId StaffId,
    [property: Id(1)] ParticipantRole Role,
    [property: Id(2)] string Name,
    [property: Id(3)] QueueKind Queue,
    [property: Id(4)] int Units = 0);
