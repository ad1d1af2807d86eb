using Medzdrav.Contracts;

namespace Medzdrav.Gateway;

/// <summary>The request that <see cref="SessionHub.FindSlots"/> takes.</summary>
/// <param name="Specialty">Of which specialty; null where a doctor is named.</param>
/// <param name="DoctorId">With whom; null for any.</param>
/// <param name="FirstDay">From which day on; null for today.</param>
/// <param name="LastDay">Up to which day; null for as far as may be booked.</param>
/// <param name="NotBefore">The earliest time of day: <c>08:00</c>.</param>
/// <param name="NotAfter">The latest time of day at which it begins.</param>
/// <param name="Zone">The zone of those days and times; null or an unknown one for the clinic's.</param>
/// <param name="RepeatFor">A person who comes again to the same doctor.</param>
public sealed record SlotRequest(string? Specialty, StaffId? DoctorId, DateOnly? FirstDay, DateOnly? LastDay, string? NotBefore, string? NotAfter, string? Zone, PatientId? RepeatFor) : IWellFormed
{
    internal SlotQuery Query => new(Specialty, DoctorId, FirstDay, LastDay, NotBefore, NotAfter, Zone, RepeatFor);

    bool IWellFormed.IsWellFormed => DoctorId is not { Value: null } && RepeatFor is not { Value: null }
        && Array.TrueForAll([Specialty, NotBefore, NotAfter, Zone], text => text is not { Length: > Texts.MaxShortLength });
}

/// <summary>The request that <see cref="SessionHub.Book"/> takes.</summary>
/// <param name="PatientId">For whom.</param>
/// <param name="DoctorId">With whom.</param>
/// <param name="Specialty">Of which specialty.</param>
/// <param name="StartsAt">When it is to begin.</param>
/// <param name="Terms">The words that go with it.</param>
/// <param name="SessionId">The session in which it was agreed, or null.</param>
/// <param name="Alongside">Another person of the same login is booked for the same minute, and that is meant.</param>
public sealed record BookRequest(PatientId? PatientId, StaffId? DoctorId, string? Specialty, DateTimeOffset? StartsAt, BookingTerms? Terms, SessionId? SessionId, bool Alongside = false) : IWellFormed
{
    internal BookingOrder Order => new(PatientId!.Value, DoctorId!.Value, Specialty!, StartsAt!.Value, Terms!, SessionId, Alongside);

    bool IWellFormed.IsWellFormed => PatientId is { Value: not null } && DoctorId is { Value: not null } && Texts.IsShort(Specialty) && StartsAt > default(DateTimeOffset) && SessionId is not { Value: null }
        && Terms is { Reason: not null } && BookedModes.Include(Terms.Mode) && Enum.IsDefined(Terms.TellBy) && Enum.IsDefined(Terms.TellWhom);
}

/// <summary>The request that <see cref="SessionHub.Move"/> takes.</summary>
/// <param name="AppointmentId">Which.</param>
/// <param name="Version">The version that was seen.</param>
/// <param name="StartsAt">When it is to begin.</param>
/// <param name="Reason">Why.</param>
/// <param name="DoctorId">With whom from now on; null for the same doctor.</param>
/// <param name="Specialty">Of which specialty; null for the same.</param>
/// <param name="OverrideReason">Why another doctor than the age rule's; null to leave what stands.</param>
/// <param name="Alongside">Another person of the same login is booked for the same minute, and that is meant.</param>
/// <param name="PatientZone">Where the patient is now; null to leave what stands.</param>
/// <param name="WishAskedAt">When the patient's wish that was seen was asked for last; null where none was seen.</param>
/// <param name="Mode">How they are to talk from now on; null to leave what stands.</param>
public sealed record MoveRequest(
    AppointmentId? AppointmentId, long Version, DateTimeOffset? StartsAt, string? Reason, StaffId? DoctorId, string? Specialty, string? OverrideReason, bool Alongside = false,
    string? PatientZone = null, DateTimeOffset? WishAskedAt = null, SessionMode? Mode = null) : IWellFormed
{
    internal MoveOrder Order => new(AppointmentId!.Value, Version, StartsAt!.Value, Reason!, DoctorId, Specialty, OverrideReason, Alongside, PatientZone, WishAskedAt, Mode);

    bool IWellFormed.IsWellFormed =>
        AppointmentId is { Value: not null } && StartsAt > default(DateTimeOffset) && Reason is not null && DoctorId is not { Value: null } && Specialty is not { Length: > Texts.MaxShortLength }
        && BookedModes.Include(Mode);
}

/// <summary>The request that <see cref="SessionHub.Cancel"/> takes.</summary>
/// <param name="AppointmentId">Which.</param>
/// <param name="Version">The version that was seen.</param>
/// <param name="By">On whose wish.</param>
/// <param name="Reason">Why.</param>
/// <param name="WishAskedAt">As in <see cref="MoveRequest"/>.</param>
public sealed record CancelRequest(AppointmentId? AppointmentId, long Version, CancelledBy? By, string? Reason, DateTimeOffset? WishAskedAt = null) : IWellFormed
{
    internal CancelOrder Order => new(AppointmentId!.Value, Version, By!.Value, Reason!, WishAskedAt);

    bool IWellFormed.IsWellFormed => AppointmentId is { Value: not null } && By is { } by && Enum.IsDefined(by) && Reason is not null;
}

/// <summary>The ways of talking that can be agreed on: nobody books a call by phone.</summary>
internal static class BookedModes
{
    /// <summary>Whether a consultation can be held so; it can where nobody said how.</summary>
    public static bool Include(SessionMode? mode) => mode is null or SessionMode.Chat or SessionMode.Audio or SessionMode.Video;
}
