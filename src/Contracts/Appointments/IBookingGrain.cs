namespace Medzdrav.Contracts;

/// <summary>Booking consultations (S4.1), by a consultant. Key: the consultant's <see cref="StaffId"/>. Of many who want the same slot the database lets one have it.</summary>
[Alias("IBookingGrain")]
public interface IBookingGrain : IGrainWithStringKey
{
    /// <summary>The first content of the page that books. With a person it leaves audit entries.</summary>
    /// <param name="patient">The person; null where nobody is chosen yet.</param>
    /// <param name="appointment">A booking whose person is meant where none is named; null for none.</param>
    /// <returns>It, or refused: notFound.</returns>
    [Alias("Board")] Task<Reply<BookingBoard>> Board(PatientId? patient, AppointmentId? appointment);

    /// <summary>Finds free slots, the soonest first.</summary>
    /// <returns>At most 200, or refused: invalid (says what is wrong).</returns>
    [Alias("FindSlots")] Task<Reply<FoundSlots>> FindSlots(SlotQuery query);

    /// <summary>The bookings of a person, the newest first. It leaves an audit entry.</summary>
    /// <returns>Them, or refused: notFound.</returns>
    [Alias("Appointments")] Task<Reply<AppointmentList>> Appointments(PatientId patient);

    /// <summary>Books a consultation, and makes the task of telling the patient (S4.2). Stored before the reply; idempotent by command.</summary>
    /// <param name="command">The tap.</param>
    /// <param name="order">The wish.</param>
    /// <param name="origin">The scheme, host and port of the platform's pages as the consultant has them, for links in messages; null where they are not known.</param>
    /// <returns>The booking, or refused: notFound, invalid, slotUnavailable (past, too far ahead, outside of the roster), slotTaken, doctorUnavailable, personBooked, siblingBooked, wrongAge, policyRequired, consentRequired, identityRequired, commandReused.</returns>
    [Alias("Book")] Task<Reply<AppointmentView>> Book(CommandId command, BookingOrder order, string? origin = null);

    /// <summary>Moves a booking to another slot, possibly of another doctor; likewise. Stored before the reply; idempotent by command.</summary>
    /// <returns>The booking, or refused: as for <see cref="Book"/>, and appointmentChanged (another version stands), appointmentOver (cancelled, or begun).</returns>
    [Alias("Move")] Task<Reply<AppointmentView>> Move(CommandId command, MoveOrder order, string? origin = null);

    /// <summary>Cancels a booking before its start (S4.6); its slot is free again. Likewise. Stored before the reply; idempotent by command.</summary>
    /// <returns>The booking, or refused: notFound, invalid, appointmentChanged, appointmentOver, commandReused.</returns>
    [Alias("Cancel")] Task<Reply<AppointmentView>> Cancel(CommandId command, CancelOrder order, string? origin = null);
}
