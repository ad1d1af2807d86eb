using System.Collections.Immutable;
using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>Somebody in a session.</summary>
/// <param name="Id">The id.</param>
/// <param name="Role">As what.</param>
/// <param name="Name">The name to show; null for a patient who is not chosen yet.</param>
/// <param name="Reached">How they are reached.</param>
/// <param name="AwaySince">Since when they are not heard, once the others were told; null while they are there.</param>
internal sealed record Participant(ParticipantId Id, ParticipantRole Role, string? Name, Reached Reached, DateTimeOffset? AwaySince = null)
{
    /// <summary>A specialist, who always comes by a page.</summary>
    public static Participant Of(StaffSnapshot staff) => new(ParticipantId.Of(staff.StaffId), staff.Role, staff.Name, Reached.Online);
}

/// <summary>How a participant is reached.</summary>
internal enum Reached
{
    /// <summary>By a page or an app, which connects.</summary>
    Online,

    /// <summary>By phone: there is no connection, so nobody so reached is ever absent (S5.2).</summary>
    Phone,
}

/// <summary>The list of those in a session, and how it changes.</summary>
internal static class ParticipantList
{
    /// <summary>The participant with this id; null when not in the list.</summary>
    public static Participant? Find(this ImmutableArray<Participant> list, ParticipantId id)
    {
        foreach (var participant in list)
            if (participant.Id == id)
                return participant;
        return null;
    }

    /// <summary>The list with the leg's specialist, who comes after the patient and before the consultant who stayed.</summary>
    public static ImmutableArray<Participant> Meet(this ImmutableArray<Participant> list, Participant specialist) =>
        [.. list.PatientOnly(), specialist, .. list.Where(participant => participant.Id != ParticipantId.Patient && participant.Id != specialist.Id)];

    /// <summary>The list without one.</summary>
    public static ImmutableArray<Participant> Without(this ImmutableArray<Participant> list, ParticipantId id) => [.. list.Where(participant => participant.Id != id)];

    /// <summary>The list with one entry changed.</summary>
    public static ImmutableArray<Participant> Change(this ImmutableArray<Participant> list, ParticipantId id, Func<Participant, Participant> change) =>
        [.. list.Select(participant => participant.Id == id ? change(participant) : participant)];

    /// <summary>The patient, and the supervisors who look on: they stay whoever comes and goes.</summary>
    public static ImmutableArray<Participant> Staying(this ImmutableArray<Participant> list) =>
        [.. list.Where(participant => participant.Role is ParticipantRole.Patient or ParticipantRole.Supervisor)];

    /// <summary>The patient alone.</summary>
    public static ImmutableArray<Participant> PatientOnly(this ImmutableArray<Participant> list) => [.. list.Where(participant => participant.Id == ParticipantId.Patient)];
}
