using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>A booking is carried by a session from now on; one that stands no more is left as it is.</summary>
/// <param name="Appointment">Which.</param>
/// <param name="Session">The session.</param>
/// <param name="CalledAt">The instant, where the booking has begun; null before its start.</param>
internal sealed record AppointmentCarried(AppointmentId Appointment, SessionId Session, DateTimeOffset? CalledAt) : RecordChange;

/// <summary>A booked consultation took place; a booking that stands no more is left as it is.</summary>
/// <param name="Appointment">Which.</param>
/// <param name="At">When it ended.</param>
internal sealed record AppointmentHeld(AppointmentId Appointment, DateTimeOffset At) : RecordChange;

/// <summary>An attempt to connect the two of a booking failed.</summary>
/// <param name="Appointment">Which.</param>
/// <param name="Version">The version that was tried.</param>
/// <param name="Attempt">The attempt.</param>
internal sealed record AppointmentTried(AppointmentId Appointment, long Version, AppointmentAttempt Attempt) : RecordChange;

/// <summary>A booking and its doctor as they stand, for the transfer.</summary>
/// <param name="Appointment">The booking.</param>
/// <param name="As">As which specialist the doctor is shown.</param>
/// <param name="IsAvailable">Whether the doctor may consult in the booked specialty still.</param>
internal sealed record BookedDoctor(AppointmentRecord Appointment, QueueKind As, bool IsAvailable);
